import { Lexer, Parser, type Tokens } from "marked";
import { escapeHtml } from "../../platform/http/page.ts";
import { MailPart } from "./part.ts";

// Mail clients drop style sheets, so each element carries its own; the classes are for the dark scheme (layout.ts).
const style = {
  p: "margin:0 0 16px",
  quotedP: "margin:0",
  h: "margin:0 0 16px;font-weight:600;line-height:1.3",
  list: "margin:0 0 16px;padding:0;padding-inline-start:24px",
  li: "margin:0 0 4px",
  quote: "margin:0 0 16px;padding:2px 0;padding-inline-start:14px;border-inline-start:3px solid #c3ccd6;color:#4a5663",
  hr: "margin:24px 0;border:0;border-top:1px solid #dde3ea",
  link: "color:#0b57c4",
  quiet: "color:inherit",
  button:
    "display:inline-block;padding:12px 24px;border-radius:8px;background:#0b57c4;color:#ffffff;font-weight:600;text-decoration:none",
};

const sizes = ["24px", "20px", "18px"];

class HtmlPart extends MailPart {
  readonly #small: boolean;

  constructor(small: boolean) {
    super();
    this.#small = small;
  }

  protected override write(text: string): string {
    return escapeHtml(text).replaceAll("\n", "<br>\n");
  }

  #anchor(token: Tokens.Link, look: string): string {
    const href = this.target(token);
    const words = this.parser.parseInline(token.tokens);
    // Numbers and addresses read from left to right in every language (RULES.md MSG-9).
    const shown = /^(tel|mailto):/.test(href) ? `<bdi dir="ltr">${words}</bdi>` : words;
    // SES removes this mark, and never wraps such a link (RULES.md UNS-12).
    const mark = this.#small ? " ses:no-track" : "";
    return `<a${mark} href="${escapeHtml(href)}" ${look}>${shown}</a>`;
  }

  override paragraph({ tokens }: Tokens.Paragraph): string {
    const button = buttonIn(tokens);
    const words = button
      ? this.#anchor(button, `class="button" style="${style.button}"`)
      : this.parser.parseInline(tokens);
    return `<p style="${this.quoted ? style.quotedP : style.p}">${words}</p>\n`;
  }
  override heading({ tokens, depth }: Tokens.Heading): string {
    const size = sizes[depth - 1] ?? "16px";
    return `<h${depth} style="${style.h};font-size:${size}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
  }
  override blockquote({ tokens }: Tokens.Blockquote): string {
    return `<blockquote class="quote" dir="auto" style="${style.quote}">\n${this.inside(2, true, tokens)}</blockquote>\n`;
  }
  override list({ ordered, start, items }: Tokens.List): string {
    const tag = ordered ? "ol" : "ul";
    const from = ordered && start !== 1 ? ` start="${start}"` : "";
    return `<${tag}${from} style="${style.list}">\n${items.map((item) => this.listitem(item)).join("")}</${tag}>\n`;
  }
  override listitem({ tokens }: Tokens.ListItem): string {
    return `<li style="${style.li}">${this.inside(2, false, tokens)}</li>\n`;
  }
  override hr(): string {
    return `<hr style="${style.hr}">\n`;
  }
  override codespan({ text }: Tokens.Codespan): string {
    return `<code dir="ltr">${this.words(text)}</code>`;
  }
  override link(token: Tokens.Link): string {
    return this.#anchor(token, this.#small ? `style="${style.quiet}"` : `class="link" style="${style.link}"`);
  }
  override text(token: Tokens.Text | Tokens.Escape): string {
    return "tokens" in token && token.tokens ? this.parser.parseInline(token.tokens) : this.words(token.text);
  }
}

const isLink = (token: Tokens.Generic | undefined): token is Tokens.Link => token?.type === "link";

function buttonIn([first, ...rest]: Tokens.Generic[]): Tokens.Link | undefined {
  if (rest.length > 0 || first?.type !== "strong") return undefined;
  const [link, ...more] = first.tokens ?? [];
  return more.length === 0 && isLink(link) ? link : undefined;
}

/** A bold link alone is a button; `small`: the footer, whose links are never tracked. @throws SyntaxError */
export const htmlPart = (markdown: string, small = false): string =>
  new Parser({ renderer: new HtmlPart(small) }).parse(Lexer.lex(markdown));
