import { Source } from "../../functions/source/source.ts";

/** The form of a website that asks for no consent. */
export const website = Source.parse({
  id: "website",
  channel: "form",
  platform: "form",
  name: "Website",
  consent: { by: "none" },
});
