import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { seed } from "../../stacks/local/seed.ts";
import { aPerson, startApp } from "../given.ts";
import { itIsQuiet, submits } from "../when.ts";

const program = fileURLToPath(new URL("./run.ts", import.meta.url));
const data = mkdtempSync(join(tmpdir(), "leadwright-audit-"));
let app: Runtime;

beforeAll(async () => {
  app = await startApp({ data, setUp: seed });
  await submits(app, aPerson("Audrey Paper"));
  await itIsQuiet(app);
});
afterAll(async () => {
  await app.stop();
  rmSync(data, { recursive: true, force: true });
});

/** The command, run to its end. */
async function audited(...flags: string[]): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, [program, "--data", data, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (printed += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, printed };
}

it("a folder in which a runtime works is nobody else's: neither an audit's nor another runtime's", async () => {
  await expect(startApp({ data })).rejects.toThrow(/is in use by another runtime/);
  expect(await audited()).toEqual({ code: 2, printed: expect.stringContaining("is in use by another runtime") });
});

it("says of each rule what it has checked, and that everything holds", async () => {
  await app.stop();
  const { code, printed } = await audited();
  expect(printed).toMatch(/1 leads, 1 inquiries, \d+ entries, 2 mails, 1 executions/);
  expect(printed).toMatch(/✓ accepted inquiries +1 checked +0 broken/);
  expect(printed).toMatch(/✓ touches +2 checked +0 broken/);
  expect(printed).toMatch(/\? skips +0 checked/);
  expect(printed).toMatch(
    /Nothing to check for: parcels, skips, replies told, levels told, edits\.\nEverything holds\./,
  );
  expect(code).toBe(0);
});

it("names what is wrong, and fails", async () => {
  const mails = join(data, "mails");
  rmSync(join(mails, readdirSync(mails).find((name) => name.endsWith(".json")) ?? ""));
  const { code, printed } = await audited("--json");
  const { read, violations } = JSON.parse(printed);
  expect(read).toMatchObject({ leads: 1, mails: 1 });
  expect(violations).toEqual([
    { rule: "mails told", what: expect.stringContaining("which was never sent") },
    { rule: "ledger", what: expect.stringContaining("which is no mail") },
  ]);
  expect(code).toBe(1);
});
