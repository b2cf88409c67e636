/** A piece of HTML made by `html`: everything that came from outside is escaped in it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

/** What may stand in an `html` template: text and numbers (escaped), other pieces, lists, and nothing. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it may stand between tags and inside quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

function markup(value: HtmlValue): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(markup).join("");
  return escapeHtml(String(value));
}

/** HTML as a tagged template that escapes each value; attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(strings.map((string, index) => string + markup(values[index])).join(""));
}

const rightToLeft = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]);

/** The writing direction of a language tag such as `ar-EG`. */
export const direction = (language: string): "rtl" | "ltr" =>
  rightToLeft.has(language.split("-")[0]?.toLowerCase() ?? "") ? "rtl" : "ltr";

const style = new Html(`
:root{color-scheme:light dark;--ink:#1d2733;--quiet:#5b6876;--sheet:#fff;--ground:#f2f4f7;--line:#8492a1;--act:#0b57c4;--wrong:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf2;--quiet:#a7b3c0;--sheet:#1b222b;--ground:#11161c;--line:#6d7a88;--act:#8ab8ff;--wrong:#ff9b93}}
*{box-sizing:border-box}
body{margin:0;padding:24px 16px;background:var(--ground);color:var(--ink);font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:6vh auto;padding:clamp(20px,5vw,40px);background:var(--sheet);border-radius:14px;box-shadow:0 1px 3px #0002,0 8px 30px #0001;overflow-wrap:anywhere}
h1{margin:0 0 .6em;font-size:1.55rem;line-height:1.25;text-wrap:balance}
h2{margin:1.4em 0 .5em;font-size:1.15rem}
p{margin:0 0 1em}main>:last-child{margin-bottom:0}
a{color:var(--act)}
form{margin:1.4em 0}
label{display:block;margin:0 0 1.1em;font-weight:600}
fieldset{margin:0 0 1.3em;padding:0;border:0}legend{padding:0;margin:0 0 .5em;font-weight:600}
input:not([type=checkbox],[type=radio],[type=hidden]),textarea,select{display:block;width:100%;margin-top:.3em;padding:.65em .75em;border:1px solid var(--line);border-radius:8px;background:var(--sheet);color:inherit;font:inherit;font-weight:400}
input[type=checkbox],input[type=radio]{width:1.15em;height:1.15em;margin-inline-end:.5em;vertical-align:-.18em;accent-color:var(--act)}
label:has(>input[type=checkbox],>input[type=radio]){font-weight:400;margin-bottom:.8em}
textarea{min-height:7em;resize:vertical}
[aria-invalid=true]{border-color:var(--wrong)!important}
button{min-height:48px;margin:0 .5em .5em 0;padding:.65em 1.4em;border:2px solid var(--act);border-radius:9px;background:var(--act);color:var(--sheet);font:inherit;font-weight:600;cursor:pointer}
button.second{background:none;color:var(--act)}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.quiet{color:var(--quiet);font-size:.92em}
.wrong{display:block;color:var(--wrong);font-size:.92em;font-weight:400}
.trap{position:absolute;inset-inline-start:-99in}
blockquote{margin:0 0 1em;padding-inline-start:1em;border-inline-start:3px solid var(--line);white-space:pre-line}
@media (max-width:30rem){main{margin:0 auto}button{width:100%;margin-inline-end:0}}
`);

const policy = (formTargets: string[]): string =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    ["form-action 'self'", ...formTargets].join(" "),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");

const headers = {
  "content-type": "text/html; charset=utf-8",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "x-robots-tag": "noindex",
};

/** A page for a person: `status` defaults to 200, `language` to English. */
export interface PageContent {
  title: string;
  language?: string;
  status?: number;
  body: Html;
  /** Origins that a form of the page may lead to by a redirect, besides our own. */
  formTargets?: string[];
}

export interface PageResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** A small page without scripts, readable on any screen, in light and dark. The title is its heading too. */
export function page({ title, language = "en", status = 200, body, formTargets = [] }: PageContent): PageResponse {
  const document = html`<!doctype html>
<html lang="${language}" dir="${direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  return {
    statusCode: status,
    headers: { ...headers, "content-security-policy": policy(formTargets), "content-language": language },
    body: document.markup,
  };
}
