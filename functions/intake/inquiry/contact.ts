import * as z from "zod";
import { sayForm } from "../../language/texts.ts";
import { normalizeEmail } from "../../lead/rules/identity.ts";
import { isOurOwn } from "../../platform/own-domain.ts";

type Say = ReturnType<typeof sayForm.in>;

/** In words, why an address under our own domain will not do; nothing for any other. */
export const ownDomainTrouble = (address: string, say: Say = sayForm): string | undefined =>
  isOurOwn(address) ? say("ourOwn") : undefined;

/** An address, typed by one of ours, at which somebody can be written to: nobody would see a mistyped one fail. */
export const Email = z
  .string()
  .trim()
  .max(320)
  .check((ctx) => {
    const address = normalizeEmail(ctx.value);
    const message = address ? ownDomainTrouble(address) : sayForm("noEmail");
    if (message) ctx.issues.push({ code: "custom", input: ctx.value, message });
  });
