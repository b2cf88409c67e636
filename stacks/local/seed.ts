import type { Runtime } from "./runtime.ts";

const source = {
  id: "website",
  channel: "form",
  platform: "form",
  name: "Website",
  pool: "sales",
  consent: {
    by: "submit",
    text: "By sending this form you agree that we mail you about your inquiry and our services. You can leave with one click.",
  },
};

const owners = [
  { id: "owner-1", name: "Anna Reed", email: "owner-1@team.example", pool: "sales" },
  { id: "owner-2", name: "Ben Okafor", email: "owner-2@team.example", pool: "sales" },
  { id: "manager-1", name: "Mara Silva", email: "manager-1@team.example", pool: "sales", role: "manager" },
];

/** Sets up a source, two owners and their manager by the private API. @throws Error with its answer when it refuses one */
export async function seed(runtime: Pick<Runtime, "url" | "token">): Promise<void> {
  await create(runtime, "/api/sources", source);
  for (const owner of owners) await create(runtime, "/api/owners", owner);
}

async function create(
  { url, token }: Pick<Runtime, "url" | "token">,
  path: string,
  body: { id: string },
): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await response.text();
  // Conflict: an interrupted start has made it already.
  if (!response.ok && response.status !== 409) {
    throw new Error(`POST ${path} for "${body.id}" answered ${response.status}: ${answer}`);
  }
}
