import * as z from "zod";
import { readLead } from "../lead/store/repository.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import { json } from "../platform/http/http.ts";
import { pageOf, paging } from "../platform/http/paging.ts";
import { withVersion } from "../platform/http/precondition.ts";
import { commandRoutes, leadId } from "./commands.ts";
import { LeadView, leadView } from "./lead-view.ts";
import { ListQuery, listLeads } from "./list.ts";
import { EntryView, readTimeline } from "./timeline.ts";

/** Everything one can ask or do about leads. */
export const leadRoutes: Route[] = [
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/leads", title: "Leads, newest first", response: pageOf(LeadView) },
    query: ListQuery,
    answer: async ({ query }) => {
      const { items, cursor } = await listLeads(query);
      return json(200, { items: items.map(leadView), cursor });
    },
  }),
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/leads/{id}", title: "A lead", response: LeadView, versioned: true },
    answer: async ({ id }) => {
      const lead = await readLead(leadId(id));
      return withVersion(json(200, leadView(lead)), lead.version);
    },
  }),
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/leads/{id}/timeline", title: "What happened to a lead, oldest first" },
    response: pageOf(EntryView),
    query: z.strictObject(paging),
    answer: async ({ id, query }) => {
      const { id: lead } = await readLead(leadId(id));
      return json(200, await readTimeline(lead, query));
    },
  }),
  ...commandRoutes,
];
