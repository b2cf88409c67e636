const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A piece of XML or HTML that needs no more escaping. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | undefined | Markup | readonly Markup[];

/** Template tag for XML and HTML: what is put in is escaped unless it is markup itself. */
export function markup(texts: TemplateStringsArray, ...parts: Part[]): Markup {
  const pieces = texts.map((text, index) => `${text}${render(parts[index])}`);
  return new Markup(pieces.join(""));
}

function render(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map((piece) => piece.text).join("");
  return String(part).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
