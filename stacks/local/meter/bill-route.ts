import { pageOrJson } from "../http/local-page.ts";
import type { LocalRoute } from "../http/local-route.ts";
import { type Markup, markup } from "../http/markup.ts";
import { type Bill, sumOf } from "./bill.ts";
import { cost, type Price } from "./prices.ts";

const dollars = (usd: number): string => `$${usd.toFixed(usd < 1 ? 5 : 2)}`;

/** Each unit that was used, with its price and where that is from; the dearest first. */
function linesOf(units: Partial<Record<string, number>>, prices: Record<string, Price>): Markup[] {
  return Object.entries(prices)
    .map(([name, price]) => ({ name, price, amount: units[name] ?? 0, usd: cost(price, units[name] ?? 0) }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.usd - a.usd)
    .map(
      ({
        name,
        price,
        amount,
        usd,
      }) => markup`<tr><th scope="row">${name}</th><td class="figure" data-label="Cost">${dollars(usd)}</td>
<td class="figure" data-label="Amount">${Number(amount.toFixed(3)).toLocaleString("en")}</td>
<td data-label="Price">$${price.usd} for ${price.of.toLocaleString("en")} × ${price.unit} (<a href="${price.page}">${price.service}</a>)</td></tr>
`,
    );
}

const table = (what: string, lines: Markup[], sum: number): Markup =>
  markup`<h2>${what}</h2><div class="scroll"><table>
<thead><tr><th scope="col">Unit</th><th scope="col" class="figure">Cost</th><th scope="col" class="figure">Amount</th><th scope="col">Price</th></tr></thead>
<tbody>${lines}</tbody><tfoot><tr><th scope="row">all</th><td class="figure" data-label="Cost">${dollars(sum)}</td><td></td><td></td></tr></tfoot></table></div>`;

const body = ({ variable, fixedMonthly, leads, perLead, units, monthlyUnits, estimate, prices }: Bill): Markup =>
  markup`<p>${leads} lead${leads === 1 ? "" : "s"}, ${dollars(perLead * 1000)} for a thousand. List prices of ${prices.date} in ${prices.region}.</p>
<p class="quiet">${estimate}</p>
${table("For what was used", linesOf(units, prices.variable), sumOf(variable))}
${table("Each month, leads or not", linesOf(monthlyUnits, prices.monthly), sumOf(fixedMonthly))}`;

/** `GET /local/bill`: what AWS would bill for what happened here. */
export function billRoute(bill: () => Promise<Bill>): LocalRoute {
  return {
    method: "GET",
    path: "/local/bill",
    answer: async (request) => pageOrJson(request, await bill(), { title: "The bill", body }),
  };
}
