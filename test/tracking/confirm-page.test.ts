import { expect, it } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { linksIn } from "../then.ts";
import { asks, opens } from "../when.ts";
import { anInquirer } from "./mail-office.ts";

const app = anApp();

it('somebody who opens "This was not me" is told that we soon stop by ourselves only while the address is unconfirmed', async () => {
  const { ack, lead } = await anInquirer(app(), aPerson("Una Reid"));
  const [, notMe = ""] = linksIn(ack).filter((link) => new URL(link).pathname.startsWith("/c/"));
  expect((await opens(notMe)).text).toContain("Without a word from you");
  await asks(app(), `/api/leads/${lead.id}/responses`, { channel: "call", outcome: "reached" });
  const page = (await opens(notMe)).text;
  expect(page).toContain("This was not me");
  expect(page).not.toContain("Without a word from you");
});
