import { Lexer, Parser, type Tokens } from "marked";
import { MailPart } from "./part.ts";

/** RFC 5322 section 2.1.1 recommends lines of at most 78 characters. */
const width = 78;

/** Breaks lines at blanks; a word longer than a line stays whole, so that links keep working. */
export function foldText(text: string, columns: number = width): string {
  return text
    .split("\n")
    .map((row) => foldRow(row, columns))
    .join("\n");
}

function foldRow(row: string, columns: number): string {
  const rows: string[] = [];
  let current = "";
  for (const word of row.split(" ")) {
    if (current && current.length + 1 + word.length > columns) {
      rows.push(current);
      current = word;
    } else {
      current = current ? `${current} ${word}` : word;
    }
  }
  return [...rows, current].join("\n");
}

const prefixed = (text: string, first: string, next: string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((row, index) => `${index ? next : first}${row}`.trimEnd())
    .join("\n");

class TextPart extends MailPart {
  protected override write(text: string): string {
    return text;
  }

  #block(text: string): string {
    return `${foldText(text, width - this.inset)}\n\n`;
  }

  override space(): string {
    return "";
  }
  override paragraph({ tokens }: Tokens.Paragraph): string {
    return this.#block(this.parser.parseInline(tokens));
  }
  override heading({ tokens }: Tokens.Heading): string {
    return this.#block(this.parser.parseInline(tokens));
  }
  override blockquote({ tokens }: Tokens.Blockquote): string {
    return `${prefixed(this.inside(2, true, tokens), "> ", "> ")}\n\n`;
  }
  override list({ ordered, start, items }: Tokens.List): string {
    const mark = (index: number) => (ordered ? `${Number(start) + index}. ` : "- ");
    const rows = items.map((item, index) => {
      const text = this.inside(mark(index).length, false, item.tokens).replace(/(?<!\n)\n+$/, "");
      return prefixed(
        foldText(text, width - this.inset - mark(index).length),
        mark(index),
        " ".repeat(mark(index).length),
      );
    });
    return `${rows.join("\n")}\n\n`;
  }
  override hr(): string {
    return "---\n\n";
  }
  override strong({ tokens }: Tokens.Strong): string {
    return this.parser.parseInline(tokens);
  }
  override em({ tokens }: Tokens.Em): string {
    return this.parser.parseInline(tokens);
  }
  override codespan({ text }: Tokens.Codespan): string {
    return this.words(text);
  }
  override br(): string {
    return "\n";
  }
  override link(token: Tokens.Link): string {
    const words = this.parser.parseInline(token.tokens);
    const shown = this.target(token).replace(/^(mailto|tel):/, "");
    return words === shown || words === decodeURI(shown) ? words : `${words}: ${shown}`;
  }
  override text(token: Tokens.Text | Tokens.Escape): string {
    return "tokens" in token && token.tokens ? this.parser.parseInline(token.tokens) : this.words(token.text);
  }
}

/** Plain text with the same words and links as the HTML. @throws SyntaxError for Markdown that a mail cannot have */
export const textPart = (markdown: string): string =>
  new Parser({ renderer: new TextPart() }).parse(Lexer.lex(markdown)).trim();
