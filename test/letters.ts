import { setTimeout as pause } from "node:timers/promises";
import { createTransport, type SendMailOptions } from "nodemailer";
import type { Runtime } from "../stacks/local/runtime.ts";

/** Milliseconds between two attempts of a mail server, and how many there are. */
const [again, attempts] = [50, 200];

/** Hands a mail to the office as a mail server does: until it is taken. @throws Error with the last attempt's, in the end */
export async function handsOver(office: Pick<Runtime, "smtpPort">, mail: SendMailOptions): Promise<void> {
  for (let left = attempts; ; left--) {
    const server = createTransport({ host: "127.0.0.1", port: office.smtpPort, ignoreTLS: true });
    try {
      await server.sendMail(mail);
      return;
    } catch (error) {
      if (left <= 1) throw error;
      await pause(again);
    } finally {
      server.close();
    }
  }
}
