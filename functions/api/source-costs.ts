import { parse } from "csv-parse/sync";
import * as z from "zod";
import { sayError } from "../language/texts.ts";
import { costKey } from "../lead/store/keys.ts";
import { firstCounted } from "../lead/store/source-counters.ts";
import { query } from "../platform/aws/table.ts";
import { put, unconditional } from "../platform/aws/write.ts";
import { refuseField } from "../platform/error.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import type { Principal } from "../platform/http/auth.ts";
import { describedAs } from "../platform/http/described.ts";
import { bodyOf, type HttpRequest, json, jsonIn } from "../platform/http/http.ts";
import { type Instant, now } from "../platform/time.ts";
import { Cost, costs, costView, Day } from "../source/cost.ts";
import { addUp, type CostPerLead } from "../source/cost-per-lead.ts";
import { sourceNamed } from "../source/registry.ts";
import type { SourceId } from "../source/source.ts";
import { broughtIn } from "../source/source-status.ts";

const rowsAtMost = 1000;
const Several = z.array(Cost).min(1, sayError("cost.none")).max(rowsAtMost);

/** One cost, whose fields go by their names, or several, whose fields go by their row too. */
const Costs = describedAs(
  z.unknown().transform((body, ctx): Cost[] => {
    const read = Array.isArray(body) ? Several.safeParse(body) : Cost.safeParse(body);
    if (read.success) return [read.data].flat();
    for (const issue of read.error.issues) ctx.issues.push({ ...issue, input: body } as z.core.$ZodRawIssue);
    return z.NEVER;
  }),
  z.union([Cost, Several]),
);

/** Where a comma stands before the cents, semicolons stand between the columns: the header tells. */
const delimiterOf = (bytes: Buffer): string => (/^[^\r\n]*;/.test(bytes.toString("utf8").trimStart()) ? ";" : ",");

/** Rows under a header line such as `from,to,amount,currency,impressions,clicks,campaign`; semicolons do as well. */
function rowsIn(bytes: Buffer): unknown {
  try {
    return parse(bytes, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      bom: true,
      trim: true,
      delimiter: delimiterOf(bytes),
      skip_empty_lines: true,
    });
  } catch (cause) {
    const message = sayError("cost.csv", {
      why: cause instanceof Error ? cause.message : String(cause),
      line: "from,to,amount,currency,impressions,clicks,campaign",
    });
    return refuseField("body", message, cause);
  }
}

const costsIn = (request: HttpRequest): unknown =>
  request.headers["content-type"]?.includes("csv") ? rowsIn(bodyOf(request)) : jsonIn(request);

/** Keeps a cost; one of the same days and campaign takes the place of the one before, so that a report may be sent again. */
const save = (source: SourceId, cost: Cost, by: Principal, at: Instant): Promise<boolean> =>
  put(
    costs.write(costKey(source, cost.from, cost.to, cost.campaign ?? ""), cost, { at, by }),
    unconditional("a whole report"),
  );

const Period = z
  .strictObject({ from: Day.optional(), to: Day.optional() })
  .refine(({ from = "", to = "~" }) => from <= to, { path: ["to"], message: sayError("cost.backwards") });

async function costsOf(source: SourceId, { from = "0", to = "9" }: z.infer<typeof Period>): Promise<Cost[]> {
  const { pk } = costKey(source, "", "", "");
  const items = await query({ pk, to: "~", limit: 10_000 });
  const touching = costs.readEach(items).filter((cost) => cost.to >= from && cost.from <= to);
  return touching.map(costView);
}

/** What came of costs, in the days they cover. */
async function totalsOf(source: SourceId, spent: readonly Cost[], at: Instant): Promise<CostPerLead[]> {
  const since = firstCounted(at);
  const [first = since] = spent.map(({ from }) => from).sort();
  const last =
    spent
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? "";
  const [, from = since] = [since, first].sort();
  return addUp(spent, await broughtIn(source, from, last), since);
}

/** What sources cost: by campaign and period, from the platforms' reports. */
export const costRoutes: Route[] = [
  route({
    ...noInput,
    ...{ method: "POST", path: "/api/sources/{id}/costs", title: "Say what a source cost: one, several, or CSV" },
    ...{ response: z.object({ items: z.array(Cost) }), success: 201 },
    body: Costs,
    bodyAlsoAs: "text/csv",
    read: costsIn,
    answer: async ({ id, body: reported, by }) => {
      const at = now();
      const { id: source } = await sourceNamed(id);
      for (const cost of reported) await save(source, cost, by, at);
      return json(201, { items: reported });
    },
  }),
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/sources/{id}/costs", title: "What a source cost, and what came of it" },
    response: z.object({ items: z.array(Cost), totals: z.array(z.looseObject({ currency: z.string() })) }),
    query: Period,
    answer: async ({ id, query: period }) => {
      const source = await sourceNamed(id);
      const items = await costsOf(source.id, period);
      return json(200, { items, totals: await totalsOf(source.id, items, now()) });
    },
  }),
];
