import middy from "@middy/core";
import type * as z from "zod";
import { recordContact } from "../lead/change.ts";
import { LeadId } from "../lead/lead.ts";
import { Owner } from "../lead/owner.ts";
import { readOwners, readSources, saveOwner, saveSource } from "../lead/registry.ts";
import { Contact } from "../lead/respond.ts";
import { Source, SourceId } from "../lead/source.ts";
import { readLead } from "../lead/store.ts";
import { now } from "../platform/clock.ts";
import { config, text } from "../platform/config.ts";
import { Refusal } from "../platform/error.ts";
import { json, problems, type Reply, type Request, readJson, readShape } from "../platform/http.ts";
import { sortable } from "../platform/id.ts";
import { authorize } from "./auth.ts";
import { leadView } from "./lead-view.ts";
import { ListQuery, listLeads } from "./list.ts";
import { readTimeline, TimelineQuery } from "./timeline.ts";

const { PUBLIC_URL: publicUrl } = config({ PUBLIC_URL: text });
const ops = { kind: "ops" } as const;

interface Route {
  method: "GET" | "POST";
  /** `{id}` stands for one part of the path. */
  path: string;
  answer(request: Request, id: string): Promise<Reply>;
}

/** @throws Refusal `not-found` for what cannot be a lead's id */
function leadId(text: string): LeadId {
  const id = LeadId.safeParse(text);
  if (id.success) return id.data;
  throw new Refusal("not-found", `There is no lead ${text}.`);
}

const asked = <T>(request: Request, schema: z.ZodType<T>): T => readShape(request.queryStringParameters ?? {}, schema);

const sourceView = (source: Source) => ({
  ...source,
  url: `${publicUrl}/intake/${source.channel}/${source.id}`,
  steps: [
    "Set the form's action to the url, its method to post.",
    "Name the fields name, email, phone, company, message; one of email and phone is required.",
    `Show this at the button: ${source.consent.by === "none" ? "nothing needed" : source.consent.text}`,
  ],
});

/** A source made here may leave its id to us. */
const NewSource = Source.extend({ id: SourceId.default(() => SourceId.parse(`src-${sortable(now()).toLowerCase()}`)) });

const routes: Route[] = [
  {
    method: "GET",
    path: "/api/leads",
    answer: async (request) => {
      const { items, cursor } = await listLeads(asked(request, ListQuery));
      return json(200, { items: items.map(leadView), cursor });
    },
  },
  { method: "GET", path: "/api/leads/{id}", answer: async (_, id) => json(200, leadView(await readLead(leadId(id)))) },
  {
    method: "GET",
    path: "/api/leads/{id}/timeline",
    answer: async (request, id) => {
      const { id: lead } = await readLead(leadId(id));
      return json(200, await readTimeline(lead, asked(request, TimelineQuery)));
    },
  },
  {
    method: "POST",
    path: "/api/leads/{id}/responses",
    answer: async (request, id) => {
      const lead = await recordContact(leadId(id), readJson(request, Contact), ops, now());
      return json(200, leadView(lead));
    },
  },
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

/** The part of a path that stands at `{id}`; `undefined` if the path is another. */
function match(pattern: string, path: string): string | undefined {
  const expression = new RegExp(`^${pattern.replace("{id}", "([^/]+)")}/?$`);
  const found = expression.exec(path);
  return found ? decodeURIComponent(found[1] ?? "") : undefined;
}

async function route(request: Request): Promise<Reply> {
  await authorize(request);
  const { method } = request.requestContext.http;
  const here = routes.filter(({ path }) => match(path, request.rawPath) !== undefined);
  const found = here.find((one) => one.method === method);
  if (found) return found.answer(request, match(found.path, request.rawPath) ?? "");
  const allowed = here.map((one) => one.method);
  throw new Refusal(
    "not-found",
    allowed.length > 0 ? `Here one can ${allowed.join(" or ")}.` : "There is nothing at this path.",
    { allowed },
  );
}

/** The private API (SURFACE.md), behind the bearer token. */
export const handler = middy<Request, Reply>().use(problems()).handler(route);
