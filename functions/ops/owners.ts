import * as z from "zod";
import { mailable, UnmailableAddress } from "../email/address.ts";
import { Owner } from "../lead/owner.ts";
import { readOwners, saveOwner } from "../lead/registry.ts";
import type { Route } from "../platform/api.ts";
import { json, readJson } from "../platform/http.ts";

/** In words, why no mail could go to an address; `undefined` when it could. */
function mailTrouble(address: string): string | undefined {
  try {
    mailable(address);
    return undefined;
  } catch (error) {
    if (error instanceof UnmailableAddress) return error.message;
    throw error;
  }
}

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** An owner as one is set up: held to what their mails need, since nobody sees it fail there. */
export const NewOwner = Owner.extend({
  name: z.string().trim().min(1, "Write the name by which mails greet them.").max(200),
  email: z
    .string()
    .trim()
    .check((ctx) => {
      const why = mailTrouble(ctx.value);
      if (why)
        ctx.issues.push({ code: "custom", input: ctx.value, message: `${why}. Write one such as anna@example.com.` });
    }),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: "There is no such time zone. Write its IANA name, such as Europe/Berlin." })
    .optional(),
});

/** Who answers inquiries. */
export const ownerRoutes: Route[] = [
  { method: "GET", path: "/api/owners", answer: async () => json(200, { items: await readOwners() }) },
  {
    method: "POST",
    path: "/api/owners",
    answer: async (request) => json(201, await saveOwner(readJson(request, NewOwner))),
  },
];
