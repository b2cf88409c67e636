import { parse } from "csv-parse/sync";
import * as z from "zod";
import { costKey } from "../../lead/keys.ts";
import { firstCounted } from "../../lead/seen.ts";
import type { SourceId } from "../../lead/source.ts";
import { asked, type Route } from "../../platform/api.ts";
import { type Instant, now } from "../../platform/clock.ts";
import { Refusal } from "../../platform/error.ts";
import { bodyOf, json, type Request, readJson, readShape } from "../../platform/http.ts";
import { query } from "../../platform/table.ts";
import { put } from "../../platform/write.ts";
import { Cost } from "./cost.ts";
import { addUp, type CostPerLead } from "./cost-per-lead.ts";
import { broughtIn } from "./source-status.ts";
import { sourceNamed } from "./sources.ts";

const rowsAtMost = 1000;
const Costs = z.preprocess(
  (body) => (Array.isArray(body) ? body : [body]),
  z.array(Cost).min(1, "give at least one cost").max(rowsAtMost),
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
    const message = `The CSV cannot be read: ${cause instanceof Error ? cause.message : cause}. Begin with the line from,to,amount,currency,impressions,clicks,campaign.`;
    throw new Refusal("invalid", message, { errors: [{ field: "body", message }], cause });
  }
}

const costsIn = (request: Request): Cost[] =>
  request.headers["content-type"]?.includes("csv")
    ? readShape(rowsIn(bodyOf(request)), Costs)
    : readJson(request, Costs);

/** Keeps a cost; one of the same days and campaign takes the place of the one before, so that a report may be sent again. */
const save = (source: SourceId, cost: Cost, at: Instant): Promise<boolean> =>
  put({ ...costKey(source, cost.from, cost.to, cost.campaign ?? ""), kind: "cost", at, ...cost });

const Period = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });

/** Costs of a source that touch a period, oldest first. */
async function costsOf(source: SourceId, { from = "0", to = "9" }: z.infer<typeof Period>): Promise<Cost[]> {
  const { pk } = costKey(source, "", "", "");
  const items = await query({ pk, to: "~", limit: 10_000 });
  return items.map((item) => Cost.parse(item)).filter((cost) => cost.to >= from && cost.from <= to);
}

/** What came of costs, in the days they cover. */
async function totalsOf(source: SourceId, costs: readonly Cost[], at: Instant): Promise<CostPerLead[]> {
  const since = firstCounted(at);
  const [first = since] = costs.map(({ from }) => from).sort();
  const last =
    costs
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? "";
  const [, from = since] = [since, first].sort();
  return addUp(costs, await broughtIn(source, from, last), since);
}

/** What sources cost: by campaign and period, from the platforms' reports. */
export const costRoutes: Route[] = [
  {
    method: "POST",
    path: "/api/sources/{id}/costs",
    answer: async (request, id) => {
      const at = now();
      const { id: source } = await sourceNamed(id);
      const costs = costsIn(request);
      for (const cost of costs) await save(source, cost, at);
      return json(201, { items: costs });
    },
  },
  {
    method: "GET",
    path: "/api/sources/{id}/costs",
    answer: async (request, id) => {
      const source = await sourceNamed(id);
      const period = asked(request, Period);
      const items = await costsOf(source.id, period);
      return json(200, { items, totals: await totalsOf(source.id, items, now()) });
    },
  },
];
