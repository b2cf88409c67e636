import * as z from "zod";

/** Where a list goes on, as it is handed out: its last entry's place, which sorts it. */
export const cursorOf = (place: string): string => Buffer.from(place, "utf8").toString("base64url");

/** The places of lists are printable ASCII; the table sorts everything else outside the bounds that it is asked for. */
const placePattern = /^[!-~]{1,1000}$/;

/** A cursor that is handed back, as the place it means; an empty one is the beginning. */
export const Cursor = z
  .string()
  .transform((text) => Buffer.from(text, "base64url").toString("utf8"))
  .refine((place) => place === "" || placePattern.test(place), {
    error: "This is no cursor. Leave it out, or take the one from the answer before.",
  })
  .transform((place) => place || undefined);
