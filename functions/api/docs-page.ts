import * as z from "zod";
import { sayPage } from "../language/texts.ts";
import { type Html, html, type PageResponse, page } from "../platform/http/page.ts";

const Schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  get items() {
    return z.union([Schema, z.boolean()]).optional();
  },
  get prefixItems() {
    return z.array(Schema).optional();
  },
  get anyOf() {
    return z.array(Schema).optional();
  },
  get properties() {
    return z.record(z.string(), Schema).optional();
  },
  required: z.array(z.string()).optional(),
});
type Schema = z.infer<typeof Schema>;

const Content = z.record(z.string(), z.object({ schema: Schema }));
const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(
    z.object({ name: z.string(), in: z.string(), required: z.boolean().default(false), schema: Schema }),
  ),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ content: Content.optional() })),
});
const Document = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});

interface Entry extends z.infer<typeof Operation> {
  method: string;
  path: string;
}

const style = html`<style>
main{max-width:62rem}nav a{margin-inline-end:1em;white-space:nowrap}
h3{margin:2em 0 .3em;font-size:1rem;overflow-wrap:anywhere}h3 b{color:var(--act)}
code,h3{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.92em}
table{width:100%;margin:0 0 1em;border-collapse:collapse}caption{text-align:start;font-weight:600;padding:.4em 0}
td{padding:.35em .6em .35em 0;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
td:first-child{width:14rem}section{border-top:3px solid var(--line);margin-top:2.5em}
@media (max-width:40rem){td,td:first-child{display:block;width:auto}td+td{border:0;padding-top:0}}
</style>`;

const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf("/") + 1);

const piece = (kind: Html | string): Html => html`${kind}`;

const eitherOf = (one: Html | string, other: Html | string): Html =>
  html`${sayPage.around("docs.either", { one: piece(one), other: piece(other) })}`;

const oneOrOther = (one: string, other: string): string => sayPage("docs.either", { one, other });

function kindOf(schema: Schema): Html | string {
  const { $ref, anyOf, items, prefixItems, type, format } = schema;
  if ($ref) return html`<a href="#${nameOf($ref)}">${nameOf($ref)}</a>`;
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (anyOf) return anyOf.map(kindOf).reduce(eitherOf);
  if (prefixItems) return html`[${prefixItems.map((one, place) => html`${place > 0 && ", "}${kindOf(one)}`)}]`;
  if (typeof items === "object") return html`${sayPage.around("docs.listOf", { kind: piece(kindOf(items)) })}`;
  const fields = Object.keys(schema.properties ?? {});
  if (fields.length > 0) return `{ ${fields.join(", ")} }`;
  const kinds = type === undefined ? sayPage("docs.anything") : [type].flat().map(String).reduce(oneOrOther);
  return format ? `${kinds} (${format})` : kinds;
}

/** What stands after a value: that it must be there, or what it is when it is not. */
const needOf = (isRequired: boolean, { default: usual }: Schema): string =>
  isRequired
    ? ""
    : usual === undefined
      ? sayPage("docs.optional")
      : sayPage("docs.optionalElse", { usual: JSON.stringify(usual) });

const row = (name: string, schema: Schema, isRequired: boolean): Html =>
  html`<tr><td><code>${name}</code></td><td>${kindOf(schema)} <span class="quiet">${needOf(isRequired, schema)}</span></td></tr>`;

/** The fields of a shape, or what it is where it has none. */
const fieldsOf = ({ properties = {}, required = [], ...schema }: Schema, caption: string): Html =>
  Object.keys(properties).length > 0
    ? html`<table><caption>${caption}</caption>${Object.entries(properties).map(([name, field]) => row(name, field, required.includes(name)))}</table>`
    : html`<p>${caption}: ${kindOf(schema)}</p>`;

const schemaIn = (content: z.infer<typeof Content> | undefined): Schema | undefined =>
  Object.values(content ?? {})[0]?.schema;

function operation({ method, path, operationId, summary, parameters, requestBody, responses }: Entry): Html {
  const body = schemaIn(requestBody?.content);
  const [[status = "", answer] = []] = Object.entries(responses);
  const told = schemaIn(answer?.content);
  return html`<article id="${operationId}">
<h3><b>${method.toUpperCase()}</b> ${path}</h3>
<p>${summary}.</p>
${
  parameters.length > 0 &&
  html`<table><caption>${sayPage("docs.parameters")}</caption>${parameters.map((one) => row(`${one.name} (${one.in})`, one.schema, one.required))}</table>`
}
${body && fieldsOf(body, Object.keys(requestBody?.content ?? {}).reduce(oneOrOther))}
${told ? fieldsOf(told, sayPage("docs.answers", { status })) : html`<p>${sayPage("docs.answersNothing", { status })}</p>`}
</article>`;
}

/** The description of the private API as a page that a person reads, without scripts. @param document OpenAPI 3.1 */
export function docsPage(document: unknown): PageResponse {
  const { info, paths, components } = Document.parse(document);
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): Entry => ({ ...one, method, path })),
  );
  const groups = [...Map.groupBy(entries, ({ tags: [tag = ""] }) => tag)];
  return page({
    title: sayPage("docs.title", { name: info.title }),
    body: html`${style}
<p>${info.description}</p>
<p><a href="/api/openapi.json">${sayPage("docs.openapi")}</a></p>
<nav>${groups.map(([tag]) => html`<a href="#${tag}">${tag}</a>`)}<a href="#shapes">${sayPage("docs.shapes")}</a></nav>
${groups.map(([tag, all]) => html`<section id="${tag}"><h2>${tag}</h2>${all.map(operation)}</section>`)}
<section id="shapes"><h2>${sayPage("docs.shapes")}</h2>
${Object.entries(components.schemas).map(([name, schema]) => html`<article id="${name}">${fieldsOf(schema, name)}</article>`)}
</section>`,
  });
}
