import { setTimeout as pause } from "node:timers/promises";
import { createTransport, type SendMailOptions } from "nodemailer";
import type { Runtime } from "../stacks/local/runtime.ts";

/** Milliseconds between two attempts of a mail server. */
const again = 50;

/** What another attempt cannot change (RFC 5321 section 4.2.1). */
const isFinal = (error: unknown): boolean =>
  error instanceof Error && "responseCode" in error && Number(error.responseCode) >= 500;

/** Hands a mail to the office as a mail server does: until it is taken. @throws Error when it is refused for good */
export async function handsOver(app: Pick<Runtime, "smtpPort">, mail: SendMailOptions): Promise<void> {
  for (;;) {
    const server = createTransport({ host: "127.0.0.1", port: app.smtpPort, ignoreTLS: true });
    try {
      await server.sendMail(mail);
      return;
    } catch (error) {
      if (isFinal(error)) throw error;
      await pause(again);
    } finally {
      server.close();
    }
  }
}
