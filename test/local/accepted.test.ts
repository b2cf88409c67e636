import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openAccepted, readAccepted } from "../../stacks/local/gateway/accepted-ids.ts";

const folder = mkdtempSync(join(tmpdir(), "leadwright-accepted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const answer = (status: number, body: string, type = "application/json") => ({
  status,
  headers: { "content-type": type },
  body: Buffer.from(body),
});
const naming = (id: string): string => JSON.stringify({ inquiryId: id });

describe("inquiries that doors have answered for", () => {
  it("are kept once each, and known to the next process", async () => {
    const file = join(folder, "accepted.txt");
    const first = await openAccepted(file);
    for (const id of ["inq_1", "inq_2", "inq_1"]) await first.hear(answer(202, naming(id)));
    expect(await readAccepted(file)).toEqual(["inq_1", "inq_2"]);
    await first.stop();
    const second = await openAccepted(file);
    await second.hear(answer(200, naming("inq_3")));
    expect(second.ids()).toEqual(["inq_1", "inq_2", "inq_3"]);
    await second.stop();
    expect(await readAccepted(file)).toEqual(["inq_1", "inq_2", "inq_3"]);
  });

  it("are those that an answer names which promises anything", async () => {
    const accepted = await openAccepted(undefined);
    await accepted.hear(answer(503, naming("inq_1")));
    await accepted.hear(answer(202, "", "text/html"));
    await accepted.hear(answer(200, "{}"));
    await accepted.hear(answer(200, ""));
    expect(accepted.ids()).toEqual([]);
  });
});
