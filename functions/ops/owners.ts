import { Owner } from "../lead/owner.ts";
import { readOwners, readSources, saveOwner, saveSource } from "../lead/registry.ts";
import { Source, SourceId } from "../lead/source.ts";
import { now } from "../platform/clock.ts";
import { config, text } from "../platform/config.ts";
import { json, readJson } from "../platform/http.ts";
import { sortable } from "../platform/id.ts";
import type { Route } from "./route.ts";

const { PUBLIC_URL: publicUrl } = config({ PUBLIC_URL: text });

/** A source made here may leave its id to us. */
const NewSource = Source.extend({ id: SourceId.default(() => SourceId.parse(`src-${sortable(now()).toLowerCase()}`)) });

/** A source with the address to post to and what its owner has to do. */
const sourceView = (source: Source) => ({
  ...source,
  url: `${publicUrl}/intake/${source.channel}/${source.id}`,
  steps: [
    "Set the form's action to the url, its method to post.",
    "Name the fields name, email, phone, company, message; one of email and phone is required.",
    source.consent.by === "none" ? "No consent text is needed." : `Show this: ${source.consent.text}`,
  ],
});

/** Where inquiries come from and who answers them. */
export const registryRoutes: Route[] = [
  { method: "GET", path: "/api/owners", answer: async () => json(200, { items: await readOwners() }) },
  {
    method: "POST",
    path: "/api/owners",
    answer: async (request) => json(201, await saveOwner(readJson(request, Owner))),
  },
  {
    method: "GET",
    path: "/api/sources",
    answer: async () => json(200, { items: (await readSources()).map(sourceView) }),
  },
  {
    method: "POST",
    path: "/api/sources",
    answer: async (request) => json(201, sourceView(await saveSource(readJson(request, NewSource)))),
  },
];
