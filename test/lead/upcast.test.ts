import { describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { leadItem, leads } from "../../functions/lead/store/leads.ts";
import { ownerItems } from "../../functions/lead/store/owners.ts";
import { storedItem } from "../../functions/platform/aws/stored-item.ts";
import { sourceItems } from "../../functions/source/registry.ts";
import { fresh, monday } from "./fixture.ts";

const key = { pk: "THINGS", sk: "one" };

describe("an item of an earlier schema", () => {
  const things = storedItem({
    kind: "thing",
    shape: z.object({ size: z.number(), colours: z.array(z.string()) }),
    upcasters: [({ big, ...item }) => ({ ...item, size: big ? 2 : 1 }), (item) => ({ ...item, colours: [] })],
  });

  it.each([
    ["the first, which said none", { big: true }],
    ["the first", { big: true, schema: 1 }],
    ["the second", { size: 2, schema: 2 }],
    ["today's", { size: 2, colours: [], schema: 3 }],
  ])("of %s is read as one of today's, and written as one", (_, item) => {
    const read = things.read({ ...key, ...item });
    expect(read).toMatchObject({ size: 2, colours: [] });
    expect(things.write(key, read)).toEqual({ ...key, kind: "thing", schema: 3, size: 2, colours: [] });
  });

  it("goes only through what is between it and today", () => {
    expect(things.read({ ...key, schema: 2, size: 7, big: true })).toMatchObject({ size: 7 });
  });

  it("of a later one is read as far as it is known, and stays of it", () => {
    const read = things.read({ ...key, schema: 9, size: 7, colours: ["red"], shape: { round: true } });
    expect(things.write(key, { ...read, size: 8 })).toEqual({
      ...key,
      ...{ kind: "thing", schema: 9, size: 8, colours: ["red"], shape: { round: true } },
    });
  });
});

describe("a lead of schema 1", () => {
  const { handles: _, schema: __, ...item } = leadItem(fresh());

  it("has no handles, and its steps go by their ids", () => {
    const cadence = { name: "nurture", version: 1, run: 1, step: 1, since: monday };
    expect(leads.read({ ...item, cadence })).toMatchObject({
      handles: [],
      cadence: { step: "prices", done: ["checklist"], ahead: ["story"] },
    });
  });

  it("that goes by ids already has done nothing that it does not say", () => {
    const cadence = { name: "nurture", version: 1, run: 1, step: "prices", since: monday };
    expect(leads.read({ ...item, cadence }).cadence).toMatchObject({ step: "prices", done: [], ahead: [] });
  });
});

describe("a notice of a kind that only a later release tells", () => {
  const known = { kind: "assigned", scope: "a", inquiries: [] };
  const later = { kind: "celebrated", scope: "b", inquiries: [], with: { cake: true } };

  it("is nobody's to send, and goes back to where it was", () => {
    const lead = leads.read({ ...leadItem(fresh()), pending: [later, known] });
    expect(lead.pending).toEqual([known]);
    const { pending, laterNotices } = leadItem({ ...lead, pending: [] });
    expect([pending, laterNotices]).toEqual([[later], undefined]);
  });
});

describe("an owner of schema 1", () => {
  const anna = { pk: "OWNERS", sk: "anna", id: "anna", name: "Anna", email: "anna@team.example", pool: "sales" };

  it("whose hours are free text has none that could be heeded", () => {
    expect(ownerItems.read({ ...anna, hours: "nine to five" }).hours).toBeUndefined();
    const hours = { mon: [["09:00", "13:00"]] };
    expect(ownerItems.read({ ...anna, hours }).hours).toEqual(hours);
  });
});

describe("a source of schema 1", () => {
  const page = { pk: "SOURCES", sk: "page", id: "page", channel: "form", platform: "form", name: "Page" };

  it("says its target as it is called now, and has no page of thanks that cannot be gone to", () => {
    const said = { targets: { leadsPerMonth: 5, currency: "EUR" }, thankYouUrl: "javascript:alert(1)" };
    const { targets, thankYouUrl } = sourceItems.read({ ...page, consent: { by: "none" }, ...said });
    expect({ targets, thankYouUrl }).toEqual({ targets: { leads: 5, currency: "EUR" }, thankYouUrl: undefined });
  });
});

describe("an item that cannot be read", () => {
  const said = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  const people = storedItem({ kind: "claim", shape: z.object({ leadId: z.string() }) });
  const wrecks = ["EMAIL#zoe@person.example", "PHONE#+353861234567", "HANDLE#telegram#bot#7788"];

  it("is told by its key, but for what a person is known by", () => {
    for (const pk of wrecks) {
      expect(() => people.read({ pk, sk: "CLAIM", leadId: 7788 })).toThrow(
        /The claim at [A-Z]+#… cannot be read: leadId/,
      );
    }
    const lines = said.mock.calls.map(([line]) => String(line)).join("");
    expect(lines).toContain('"item":"EMAIL#…"');
    expect(lines).not.toMatch(/zoe|3538|7788/);
  });

  it("leaves the others of several, and is told once", () => {
    said.mockClear();
    const items = [
      { ...key, leadId: "a" },
      { pk: "THINGS", sk: "wreck" },
      { ...key, leadId: "b" },
    ];
    for (let time = 0; time < 3; time++) expect(people.readEach(items).map(({ leadId }) => leadId)).toEqual(["a", "b"]);
    expect(said).toHaveBeenCalledTimes(1);
  });

  it("because a later release has written it says which to deploy", () => {
    expect(() => people.read({ ...key, sk: "later", schema: 4 })).toThrow("schema 4; this one knows 1). Deploy that");
  });
});
