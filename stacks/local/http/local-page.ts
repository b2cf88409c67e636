import { jsonReply, type LocalReply, type LocalRequest } from "./local-route.ts";
import { Markup, markup } from "./markup.ts";
import { inboxStyle } from "./page-style.ts";

const style = new Markup(`${inboxStyle}
nav ul { display: flex; flex-wrap: wrap; gap: 0.4rem 1.25rem; padding: 0; margin: 0; list-style: none; }
.figure { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.denied { font-weight: 600; color: light-dark(#a3260f, #ff9c87); }
h2 { margin-top: 2rem; } caption { text-align: start; padding: 0.6rem 0.9rem; color: var(--quiet); }
tbody th { font-size: 1rem; color: inherit; } .long { overflow-wrap: anywhere; } tfoot td, tfoot th { font-weight: 700; font-size: 1rem; color: inherit; border: 0; border-top: 1px solid var(--line); }
.links { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); padding: 0; list-style: none; }
.links a { display: block; height: 100%; padding: 1rem 1.25rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: 0.75rem; text-decoration: none; }
.links strong { display: block; } .links span { color: var(--quiet); }
@media (max-width: 40rem) { td.figure { text-align: start; } tbody th { padding: 0.1rem 0; border: 0; }
  tfoot { display: block; border-top: 1px solid var(--line); } tfoot td, tfoot th { padding: 0.1rem 0; border: 0; } }
`);

/** A page of the local runtime, with the way back to the others. */
const localPage = (title: string, body: Markup): string =>
  markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>
<body><main><nav><ul><li><a href="/local">Local runtime</a></li><li><a href="/local/bill">Bill</a></li><li><a href="/local/iam">Grants</a></li><li><a href="/local/clock">Clock</a></li></ul></nav>
<h1>${title}</h1>
${body}</main></body></html>
`.text;

interface Shown<T> {
  title: string;
  body(value: T): Markup;
}

/** A value as a page for a browser, which asks for HTML, and as JSON for everybody else. */
export const pageOrJson = <T>({ accept }: Pick<LocalRequest, "accept">, value: T, shown: Shown<T>): LocalReply =>
  accept.includes("text/html") ? pageReply(value, shown) : jsonReply(200, value);

/** A value as a page, and as JSON only for a program that asks for that and for no page. */
export const pageUnlessJson = <T>({ accept }: Pick<LocalRequest, "accept">, value: T, shown: Shown<T>): LocalReply =>
  accept.includes("json") && !accept.includes("text/html") ? jsonReply(200, value) : pageReply(value, shown);

function pageReply<T>(value: T, { title, body }: Shown<T>): LocalReply {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", vary: "accept" };
  return { status: 200, headers, body: localPage(title, body(value)) };
}
