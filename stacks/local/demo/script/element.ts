/** One element of a page or mail, as far as a person's browser needs it. */
export interface Element {
  /** By lower-case name; an attribute without a value has an empty one. */
  attributes: Record<string, string>;
  /** The markup up to its closing tag; empty for an element that has none. */
  inner: string;
}

const attribute = /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** All elements of a name, in order. Reads well-formed markup such as our own; it is no browser. */
export function elements(markup: string, name: string): Element[] {
  const opening = new RegExp(`<${name}(?=[\\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>`, "gi");
  return [...markup.matchAll(opening)].map(({ 0: tag, 1: attributes = "", index }) => {
    const from = index + tag.length;
    const end = markup.indexOf(`</${name}`, from);
    return { attributes: attributesOf(attributes), inner: end < 0 ? "" : markup.slice(from, end) };
  });
}

export function readable(markup: string): string {
  return decoded(markup.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(attribute)];
  return Object.fromEntries(
    found.map(([, name = "", double, single, bare]) => [name.toLowerCase(), decoded(double ?? single ?? bare ?? "")]),
  );
}

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? "");
}
