import * as z from "zod";
import { normalizeEmail } from "../../lead/rules/identity.ts";
import { ownDomainTrouble } from "../../platform/own-domain.ts";

/** An address, typed by one of ours, at which somebody can be written to: nobody would see a mistyped one fail. */
export const Email = z
  .string()
  .trim()
  .max(320)
  .check((ctx) => {
    const address = normalizeEmail(ctx.value);
    const message = address
      ? ownDomainTrouble(address)
      : "This is not a mail address we can write to. Write it as name@example.com.";
    if (message) ctx.issues.push({ code: "custom", input: ctx.value, message });
  });
