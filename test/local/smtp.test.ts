import { readdirSync } from "node:fs";
import { createTransport } from "nodemailer";
import { expect, inject, onTestFinished, test } from "vitest";
import { openBuckets } from "../../stacks/local/aws/bucket.ts";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import type { LocalFunctions } from "../../stacks/local/lambda/lambda.ts";
import { type SmtpDoor, type SmtpHost, startSmtp } from "../../stacks/local/mail/smtp.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";
import { temporaryFolder } from "../folder.ts";

type InvokeAsync = LocalFunctions["invokeAsync"];

const assembly = readAssembly(inject("assembly"), "http://127.0.0.1:4000");
const failed = (error: unknown) => {
  throw error;
};

/** A mail server on a folder, before functions that do as they are told. */
async function aServer(folder: string, invokeAsync: InvokeAsync): Promise<SmtpDoor> {
  const clock = new VirtualClock({ mode: "manual", from: 0, failed });
  const buckets = openBuckets(assembly, undefined);
  const host: SmtpHost = { assembly, clock, buckets, functions: { invokeAsync }, port: 0, folder, failed };
  const server = await startSmtp(host);
  onTestFinished(() => server.stop());
  return server;
}

const send = ({ port }: SmtpDoor, subject: string) =>
  createTransport({ host: "127.0.0.1", port, ignoreTLS: true }).sendMail({
    from: "zoe@person.example",
    to: "sales@leads.example",
    subject,
    text: "Hello",
  });

test("a mail that was taken in when the process ended is handed over by the next one, once", async () => {
  const folder = temporaryFolder();
  const never: InvokeAsync = () => new Promise(() => {});
  await send(await aServer(folder, never), "Are you there?");

  const handed: string[] = [];
  const works: InvokeAsync = async (_, event, over) => {
    handed.push(JSON.stringify(event));
    await over?.();
    return { ok: true, payload: null };
  };
  await aServer(folder, works);
  await expect.poll(() => handed).toEqual([expect.stringContaining("Are you there?")]);
  await expect.poll(() => readdirSync(folder)).toEqual([]);
  await aServer(folder, works);
  expect(handed).toHaveLength(1);
});
