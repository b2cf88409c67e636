import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { InquiryId } from "../../functions/lead/model/inquiry.ts";
import { type Lead, LeadId } from "../../functions/lead/model/lead.ts";
import type { Item } from "../../functions/platform/aws/table.ts";
import { sortable } from "../../functions/platform/id.ts";
import { hour, minute } from "../../functions/platform/time.ts";
import { Source, SourceId } from "../../functions/source/source.ts";
import { aTable } from "../a-table.ts";
import { anna, fresh, inquiry, later, monday } from "./fixture.ts";
import { lostFrom, type Written, writtenLater } from "./unknown-fields.ts";

aTable();
vi.mock("../../functions/lead/store/journal.ts", () => ({ logTimeline: () => {} }));
vi.mock("../../functions/platform/aws/blob-store.ts", () => ({ deleteBlob: async () => {} }));

const table = async () => ({
  ...(await import("../../functions/platform/aws/table.ts")),
  ...(await import("../../functions/platform/aws/write.ts")),
});

const asked = { by: { kind: "ops" }, seen: undefined } as const;
const always = { unconditional: "the same again" } as const;

/** Writes an item as a later release may have, has this release change it, and holds what is there then against it. */
async function keepsAll(item: Item, change: () => Promise<unknown>): Promise<void> {
  const { put, get } = await table();
  await fc.assert(
    fc.asyncProperty(writtenLater(item), fc.integer({ min: 1, max: 99 }), async (written: Written, schema) => {
      await put({ ...written.item, schema }, always);
      await change();
      const after = await get(item);
      expect(lostFrom(after, written)).toEqual([]);
      expect(after).not.toEqual({ ...written.item, schema });
      expect(after?.schema).toBeGreaterThanOrEqual(schema);
    }),
    { numRuns: 15 },
  );
}

/** A lead with something in each of its fields that hold more than a value. */
const aLead = (): Lead =>
  fresh({
    id: LeadId.parse(`ld_${sortable(monday)}`),
    epoch: 1,
    handles: [{ platform: "telegram", scope: "bot", id: "7" }],
    consent: { basis: "opt-in", at: monday, text: "Yes" },
    emailConfirmed: { at: monday, by: "link" },
    suppressed: { marketing: true, besides: { mail: true } },
    nextAction: { what: "Call", dueAt: later(hour) },
    sla: { openedAt: monday, dueAt: later(hour), channel: "form", level: 0 },
    cadence: { name: "nurture", version: 1, run: 1, step: "prices", since: monday, done: [], ahead: ["story"] },
    clicks: [{ at: monday, touch: "t", url: "https://site.example", hot: true, sentAt: monday }],
    pending: [{ kind: "new-lead", scope: "s", to: anna.id, inquiries: [] }],
    answersReturnedAt: { owner: monday },
  });

async function stores(item: Item): Promise<void> {
  const { put } = await table();
  await put(item, always);
}

async function storesLead(): Promise<Lead> {
  const { leadItem } = await import("../../functions/lead/store/leads.ts");
  const lead = aLead();
  await stores(leadItem(lead));
  return lead;
}

describe("what a later release has written within an item stays when this one changes it", () => {
  it("of a lead", async () => {
    const { leadItem } = await import("../../functions/lead/store/leads.ts");
    const { updateLead } = await import("../../functions/lead/store/repository.ts");
    const lead = aLead();
    await keepsAll(leadItem(lead), () =>
      updateLead(lead.id, monday, (there) => ({ lead: { ...there, name: "Another" }, facts: [] })),
    );
  });

  it("of a task", async () => {
    const { taskItem } = await import("../../functions/lead/store/tasks.ts");
    const { completeTask } = await import("../../functions/lead/commands/change.ts");
    const { id: leadId } = await storesLead();
    const id = `tk_${sortable(monday)}`;
    const task = { id, leadId, owner: anna.id, what: "Call", dueAt: later(hour), createdAt: monday, version: 1 };
    await keepsAll(taskItem(task), () => completeTask(id, { note: "done", by: { kind: "ops" } }, later(minute)));
  });

  it("of an owner", async () => {
    const { ownerItems, owners } = await import("../../functions/lead/store/owners.ts");
    const { ownerKey } = await import("../../functions/lead/store/keys.ts");
    const absences = [{ from: "2026-12-24", to: "2026-12-26" }];
    const item = ownerItems.write(ownerKey(anna.id), { ...anna, absences, version: 1 });
    await keepsAll(item, () => owners.update(anna.id, asked, () => ({ available: false })));
  });

  it("of a source", async () => {
    const { sourceItems, sources } = await import("../../functions/source/registry.ts");
    const { sourceKey } = await import("../../functions/lead/store/keys.ts");
    const source = Source.parse({
      ...{ id: "page", channel: "form", platform: "form", name: "Page", targets: { leads: 5 }, version: 1 },
      ...{ consent: { by: "submit", text: "Yes" }, mapping: { email: "mail" } },
      secrets: { key: [{ sealed: "s", since: monday }] },
    });
    const { secrets, ...item } = sourceItems.write(sourceKey(source.id), source);
    await keepsAll(item, () => sources.update(source.id, asked, () => ({ paused: true, secrets })));
  });

  it("of a raw delivery", async () => {
    const { newRawDelivery, rawDeliveries } = await import("../../functions/intake/deliveries/raw-delivery.ts");
    const { updateDelivery } = await import("../../functions/intake/deliveries/update-delivery.ts");
    const { deliveryKey } = await import("../../functions/lead/store/keys.ts");
    const headers = { "content-type": "text/plain" };
    const url = "https://api.example/intake/webhook/page";
    const raw = newRawDelivery({
      ...{ source: SourceId.parse("page"), platform: "webhook", receivedAt: monday, state: "quarantined" },
      ...{ reason: "unreadable", detail: "no", address: "192.0.2.1", payload: { text: "x" } },
      delivery: { method: "POST", url, headers, query: new URLSearchParams(), bytes: Buffer.from("x") },
    });
    await keepsAll(rawDeliveries.write(deliveryKey(raw.id), raw), () =>
      updateDelivery(raw.id, (there) => ({ ...there, tries: there.tries + 1 })),
    );
  });

  it("of an import", async () => {
    const { importJobs, newImport, updateImport } = await import("../../functions/intake/adapters/import/job.ts");
    const { importKey } = await import("../../functions/lead/store/keys.ts");
    const job = await newImport({ source: SourceId.parse("import"), preview: true }, monday);
    const sheet = {
      ...{ format: { encoding: "utf-8", separator: "," as const }, rows: 1, hasErrors: false },
      columns: [{ header: "Mail", field: "email" as const, samples: [] }],
    };
    const shown = [{ row: 1, outcome: "created" as const }];
    await keepsAll(importJobs.write(importKey(job.id), { ...job, sheet, shown }), () =>
      updateImport(job.id, (there) => ({ ...there, state: "running" })),
    );
  });

  it("of an inquiry whose words are changed", async () => {
    const { inquiryItem } = await import("../../functions/lead/store/timeline.ts");
    const { idempotencyKeys } = await import("../../functions/lead/store/idempotency.ts");
    const { idempotencyItemKey } = await import("../../functions/lead/store/keys.ts");
    const { rewriteInquiry } = await import("../../functions/lead/commands/revise-inquiry.ts");
    const { id: leadId } = await storesLead();
    const said = inquiry({ id: InquiryId.parse(`inq_${sortable(monday)}`), message: "Before" });
    await stores(idempotencyKeys.write(idempotencyItemKey("bot", "m-1"), { inquiryId: said.id, leadId }));
    await keepsAll(inquiryItem({ leadId, inquiry: said, payload: { text: "x" } }), () =>
      rewriteInquiry("bot", "m-1", "After", later(minute)),
    );
  });

  it("of an owner's reply", async () => {
    const { ownerReplyItem, readOwnerReply } = await import("../../functions/lead/store/owner-reply.ts");
    const { releaseOwnerReply } = await import("../../functions/lead/commands/owner-reply.ts");
    const { updateLead } = await import("../../functions/lead/store/repository.ts");
    const { id } = await storesLead();
    const reply = { id: "r1", at: monday, owner: anna.id, mailId: "m", subject: "s", text: "t", attachments: [] };
    await keepsAll(ownerReplyItem(id, reply), () =>
      updateLead(id, monday, async (lead) => {
        const there = await readOwnerReply(id, reply.id);
        return there && releaseOwnerReply(lead, there, later(minute));
      }),
    );
  });

  it("of a touch in the ledger", async () => {
    const { confirmTouch } = await import("../../functions/email/outbound/ledger.ts");
    const { touchKey } = await import("../../functions/lead/store/keys.ts");
    const { id } = aLead();
    const item = { ...touchKey(id, "t"), kind: "touch", state: "calling", attempt: 1, covers: ["t"], since: monday };
    await keepsAll(item, () => confirmTouch(id, "t", "mail-1", later(minute)));
  });

  it("of the claim of a number that several share", async () => {
    const { claimWrites, readClaims } = await import("../../functions/lead/store/identity-claims.ts");
    const { transact } = await table();
    const { phoneKey } = await import("../../functions/lead/store/keys.ts");
    const [first, second] = [aLead().id, aLead().id];
    const shared = inquiry({ phone: "+353861234567", email: undefined, name: "Somebody Else" });
    const item = {
      ...phoneKey("+353861234567"),
      kind: "claim",
      holders: [{ leadId: first, name: "zoe" }],
      revision: 1,
    };
    await keepsAll(item, async () => transact(claimWrites(second, shared, await readClaims(shared, { hash: "none" }))));
  });
});
