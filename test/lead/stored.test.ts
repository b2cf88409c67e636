import { describe, expect, it, vi } from "vitest";
import { InquiryId } from "../../functions/lead/model/inquiry.ts";
import { type Lead, LeadId } from "../../functions/lead/model/lead.ts";
import { inquiryKey, taskKey } from "../../functions/lead/store/keys.ts";
import { sortable } from "../../functions/platform/id.ts";
import { hour, minute } from "../../functions/platform/time.ts";
import { aTable } from "../a-table.ts";
import { anna, inquiry, later, monday } from "./fixture.ts";

aTable();

/** What happens right before the next change of a lead is begun. */
let meanwhile: (() => Promise<unknown>) | undefined;
/** The log is another test's. */
vi.mock("../../functions/lead/store/journal.ts", () => ({ logTimeline: () => {} }));
vi.mock("../../functions/lead/store/repository.ts", async (original) => {
  const store = await original<typeof import("../../functions/lead/store/repository.ts")>();
  const updateLead: typeof store.updateLead = async (...change) => {
    const happening = meanwhile;
    meanwhile = undefined;
    await happening?.();
    return store.updateLead(...change);
  };
  return { ...store, updateLead };
});

/** What was removed from the bucket. */
const removed: string[] = [];
vi.mock("../../functions/platform/aws/blob-store.ts", () => ({ deleteBlob: async (key: string) => removed.push(key) }));

async function modules() {
  const { receiveInquiry } = await import("../../functions/lead/commands/receive-inquiry.ts");
  const { ingestInquiries } = await import("../../functions/lead/commands/ingest-inquiries.ts");
  const { owners } = await import("../../functions/lead/store/owners.ts");
  const { forgetInquiry, rewriteInquiry } = await import("../../functions/lead/commands/revise-inquiry.ts");
  const { saveRevision, revisionOf } = await import("../../functions/lead/store/revision.ts");
  const { completeTask } = await import("../../functions/lead/commands/change.ts");
  const { readLead } = await import("../../functions/lead/store/repository.ts");
  const { taskItem } = await import("../../functions/lead/store/tasks.ts");
  const { latestFacts } = await import("../../functions/lead/store/timeline.ts");
  const { get } = await import("../../functions/platform/aws/table.ts");
  const { put, absent } = await import("../../functions/platform/aws/write.ts");
  return {
    ...{ receiveInquiry, ingestInquiries, owners, forgetInquiry, rewriteInquiry, completeTask },
    ...{ saveRevision, revisionOf },
    ...{ readLead, taskItem, latestFacts, get, put, absent },
  };
}

let heard = 0;
/** A lead who has written in a chat. */
async function aWriter(payload: object = { text: "{}" }) {
  const { receiveInquiry, ingestInquiries, owners, readLead, get, latestFacts } = await modules();
  await owners.ensure(anna);
  heard += 1;
  const hash = `m-${heard}`;
  const id = InquiryId.parse(`inq_${sortable(monday)}`);
  const said = inquiry({ id, email: `writer${heard}@person.example`, message: "My secret wish" });
  const { leadId } = await receiveInquiry({ inquiry: said, idempotencyKey: { hash }, payload }, monday);
  if (!leadId) throw new Error("The inquiry is nobody's");
  await ingestInquiries(leadId, [id], monday);
  const words = async () =>
    JSON.stringify([await readLead(leadId), await get(inquiryKey(leadId, id)), await latestFacts(leadId)]);
  const told = async (type: string) => (await latestFacts(leadId)).filter((fact) => fact.type === type);
  const again = async (email = said.email) => {
    const next = { ...said, id: InquiryId.parse(`inq_${sortable(later(minute))}`), email, receivedAt: later(minute) };
    await receiveInquiry({ inquiry: next, idempotencyKey: { hash: `${hash}-again` }, payload }, later(minute));
    await ingestInquiries(leadId, [next.id], later(minute));
  };
  return { leadId, source: said.source.id, hash, words, told, again };
}

describe("an inquiry that is to be forgotten", () => {
  it("stays so when an edit of it was under way, or comes late", async () => {
    const { forgetInquiry, rewriteInquiry } = await modules();
    const { source, hash, words, told } = await aWriter();
    expect(await words()).toContain("wish");
    meanwhile = () => forgetInquiry(source, hash, later(minute));
    await rewriteInquiry(source, hash, "My other wish", later(minute));
    expect(await words()).not.toContain("wish");
    await rewriteInquiry(source, hash, "My last wish", later(hour));
    expect(await words()).not.toContain("wish");
    expect(await told("audit")).toHaveLength(1);
  });

  it("takes with it an edit that came in between, and is told once", async () => {
    const { forgetInquiry, rewriteInquiry } = await modules();
    const { source, hash, words, told } = await aWriter();
    meanwhile = () => rewriteInquiry(source, hash, "My other wish", later(minute));
    await forgetInquiry(source, hash, later(minute));
    await forgetInquiry(source, hash, later(hour));
    expect(await words()).not.toContain("wish");
    expect(await told("activity.added")).toHaveLength(1);
    expect(await told("audit")).toHaveLength(1);
  });

  it("takes nothing with it that was written in between", async () => {
    const { forgetInquiry, readLead } = await modules();
    const { leadId, source, hash, again } = await aWriter();
    const { email } = await readLead(leadId);
    meanwhile = () => again();
    await forgetInquiry(source, hash, later(minute));
    expect(await readLead(leadId)).toMatchObject({ stage: "new", email, version: 4 });
  });

  it("takes the card with it, when it is the last of several that are forgotten", async () => {
    const { forgetInquiry, readLead } = await modules();
    const { leadId, source, hash, again } = await aWriter();
    await again();
    await forgetInquiry(source, hash, later(minute));
    expect((await readLead(leadId)).email).toBeDefined();
    await forgetInquiry(source, `${hash}-again`, later(hour));
    const { stage, email, name } = await readLead(leadId);
    expect({ stage, email, name }).toEqual({ stage: "archived", email: undefined, name: undefined });
  });

  it("stays so, and what was foretold of it is kept together, whoever tells it at once", async () => {
    const { saveRevision, revisionOf } = await modules();
    const tell = [{ message: "Come" }, { answered: { seconds: 5 } }].map((one) =>
      saveRevision("bot", "coming", one, monday),
    );
    await Promise.all(tell);
    expect(await revisionOf("bot", "coming")).toMatchObject({ message: "Come", answered: { seconds: 5 } });
    await saveRevision("bot", "coming", { forgotten: true }, monday);
    await saveRevision("bot", "coming", { message: "Go" }, monday);
    expect(await revisionOf("bot", "coming")).toMatchObject({ message: "Come", forgotten: true });
  });

  it("takes its payload out of the bucket", async () => {
    const { forgetInquiry } = await modules();
    const { source, hash } = await aWriter({ key: "payloads/inq_own" });
    await forgetInquiry(source, hash, later(minute));
    expect(removed).toEqual(["payloads/inq_own"]);
  });
});

describe("a task", () => {
  const ops = { kind: "ops" } as const;
  const aTask = (leadId: Lead["id"]) => ({
    ...{ id: `tk_${sortable(monday)}`, leadId, owner: anna.id, what: "Call them" },
    ...{ dueAt: later(hour), createdAt: monday },
  });

  it("is done together with its fact, once", async () => {
    const { completeTask, put, absent, taskItem } = await modules();
    const { leadId, told } = await aWriter();
    const task = aTask(leadId);
    await put(taskItem(task), absent);
    const ends = ["first", "second"].map((note) => completeTask(task.id, { note, by: ops }, later(minute)));
    const notes = (await Promise.all(ends)).map(({ note }) => note);
    expect(new Set(notes).size).toBe(1);
    expect(await completeTask(task.id, { note: "third", by: ops }, later(hour))).toMatchObject({
      doneAt: later(minute),
      note: notes[0],
    });
    expect(await told("task.done")).toMatchObject([{ data: { taskId: task.id, note: notes[0] } }]);
  });

  it("is not done where its fact cannot be told", async () => {
    const { completeTask, put, absent, taskItem, get } = await modules();
    const task = aTask(LeadId.parse(`ld_${sortable(monday)}`));
    await put(taskItem(task), absent);
    await expect(completeTask(task.id, { note: undefined, by: ops }, later(minute))).rejects.toThrow("no lead");
    expect((await get(taskKey(task.id)))?.doneAt).toBeUndefined();
  });
});
