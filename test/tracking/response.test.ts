import { expect, it } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { leadOf, linkTo, mailsAbout } from "../then.ts";
import { asks, opens, presses } from "../when.ts";
import { anInquirer } from "./mail-office.ts";

const app = anApp();

/** Given a lead, and what its owner reads after pressing "Tried, not reached" of the link in the notice. */
async function aTriedLead(name: string) {
  const person = aPerson(name);
  const { lead } = await anInquirer(app(), person);
  const notice = (await mailsAbout(app(), lead.id)).find(({ to }) => to.includes(`${lead.owner}@team.example`));
  const link = linkTo(notice, "r");
  const looks = async () => (await opens(link)).text;
  const tries = async () => (await presses(link, { channel: "call", outcome: "attempted" })).text;
  return { person, lead, looks, tries };
}

it("an owner who has tried is told when the lead comes up again", async () => {
  const { person, lead, tries } = await aTriedLead("Nora New");
  expect(await tries()).toContain("Nora New will come up again on Tue 24 Nov, 09:00 UTC.");
  await asks(app(), `/api/leads/${lead.id}/stage`, {
    to: "working",
    nextAction: { what: "Send drawings", dueAt: "2026-12-03T14:30:00Z" },
  });
  expect(await tries()).toContain("Nora New will come up again on Thu 3 Dec, 14:30 UTC.");
  expect((await leadOf(app(), person.email)).nextAction?.what).toBe("Send drawings");
});

it.each([
  ["won", "convert", { customer: {} }],
  ["told no", "decline", { reason: "budget" }],
])("and of one that was %s, nothing is promised", async (_, command, body) => {
  const { lead, tries } = await aTriedLead("Carl Closed");
  await asks(app(), `/api/leads/${lead.id}/responses`, { channel: "call", outcome: "reached" });
  expect((await asks(app(), `/api/leads/${lead.id}/${command}`, body)).status).toBe(200);
  const page = await tries();
  expect(page).toContain("Recorded");
  expect(page).not.toMatch(/come up again|tomorrow/);
});

it("an owner who opens the link reads whether the lead waits, has been answered, or is closed without an answer", async () => {
  const { looks, tries } = await aTriedLead("Wanda Waits");
  expect(await looks()).toContain("Wanda Waits is waiting for an answer.");
  await tries();
  expect(await looks()).toContain("Wanda Waits has been answered already.");
  const closed = await aTriedLead("Cleo Closed");
  await asks(app(), `/api/leads/${closed.lead.id}/stage`, { to: "archived", reason: "spam" });
  const page = await closed.looks();
  expect(page).toContain("Cleo Closed does not wait for an answer any more.");
  expect(page).not.toContain("answered already");
});
