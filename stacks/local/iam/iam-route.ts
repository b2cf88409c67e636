import { pageOrJson } from "../http/local-page.ts";
import type { LocalRoute } from "../http/local-route.ts";
import { type Markup, markup } from "../http/markup.ts";
import type { Authority, Observation } from "./authority.ts";
import type { Grant } from "./grant.ts";

interface Grants {
  observed: Observation[];
  denied: number;
  unused: Grant[];
}

const byBearer = (a: Grant, b: Grant): number => a.bearer.localeCompare(b.bearer) || a.action.localeCompare(b.action);

const cells = ({ bearer, action, resource, leadingKeys }: Grant): Markup =>
  markup`<td class="subject">${bearer.replace(/[0-9A-F]{8}$/, "")}</td><td data-label="Action">${action}</td><td class="long" data-label="On">${resource}${leadingKeys ? ` (keys ${leadingKeys})` : ""}</td>`;

const head = markup`<th scope="col">Function</th><th scope="col">Action</th><th scope="col">On</th>`;

const body = ({ observed, denied, unused }: Grants): Markup => markup`<h2>Called, ${denied} denied</h2>
<div class="scroll"><table><thead><tr>${head}<th scope="col" class="figure">Times</th><th scope="col">Verdict</th></tr></thead>
<tbody>${observed.toSorted(byBearer).map(
  (
    it,
  ) => markup`<tr>${cells(it)}<td class="figure" data-label="Times">${it.count}</td><td class="${it.verdict}" data-label="Verdict">${it.verdict}</td></tr>
`,
)}</tbody></table></div>
<h2>Granted, and not used since the start</h2>
<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${unused.toSorted(byBearer).map(
  (it) => markup`<tr>${cells(it)}</tr>
`,
)}</tbody></table></div>`;

/** `GET /local/iam`: which function has called what, whether its role allows it, and what roles allow that nothing has used. */
export function iamRoute(authority: Pick<Authority, "observed" | "unused">): LocalRoute {
  return {
    method: "GET",
    path: "/local/iam",
    answer: async (request) => {
      const { observed, unused } = authority;
      const denied = observed.filter(({ verdict }) => verdict === "denied").length;
      return pageOrJson(request, { observed, denied, unused }, { title: "Calls and grants", body });
    },
  };
}
