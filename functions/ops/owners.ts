import { Owner } from "../lead/owner.ts";
import { readOwners, saveOwner } from "../lead/registry.ts";
import type { Route } from "../platform/api.ts";
import { json, readJson } from "../platform/http.ts";

/** Who answers inquiries. */
export const ownerRoutes: Route[] = [
  { method: "GET", path: "/api/owners", answer: async () => json(200, { items: await readOwners() }) },
  {
    method: "POST",
    path: "/api/owners",
    answer: async (request) => json(201, await saveOwner(readJson(request, Owner))),
  },
];
