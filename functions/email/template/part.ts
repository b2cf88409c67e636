import { Renderer, type Tokens } from "marked";
import { fillValues, oneLine } from "./merge.ts";

const schemes = ["https:", "http:", "mailto:", "tel:"];

const inUrl = (value: string): string => encodeURIComponent(value).replaceAll("%40", "@").replaceAll("%2B", "+");

/** Both parts come from one Markdown, of which a mail may use what looks the same in both. */
export abstract class MailPart extends Renderer {
  /** Columns that the quotations and lists around take; more than 0 inside of one. */
  protected inset = 0;
  protected quoted = false;

  protected abstract write(text: string): string;

  /** Reads values back. Their line ends stay in quotations only: a sentence is one line. */
  protected words(text: string): string {
    const put = (piece: string, isValue: boolean) => this.write(isValue && this.quoted ? piece : oneLine(piece));
    return fillValues(text, put);
  }

  /** A link's target: a value that is all of it stays, one inside is encoded. @throws SyntaxError unless web, mail or phone */
  protected target({ href }: Tokens.Link): string {
    const isWhole = /^\uE000[^\uE001]*\uE001$/.test(href);
    const url = fillValues(href, (piece, isValue) => (isValue && !isWhole ? inUrl(piece) : piece));
    if (!URL.canParse(url) || !schemes.includes(new URL(url).protocol)) {
      throw new SyntaxError(`"${url}" cannot be the target of a link in a mail`);
    }
    return url.replace(/\s/g, "%20");
  }

  protected inside(columns: number, quoted: boolean, tokens: Tokens.Generic[]): string {
    const before = { inset: this.inset, quoted: this.quoted };
    this.inset += columns;
    this.quoted ||= quoted;
    const text = this.parser.parse(tokens);
    Object.assign(this, before);
    return text;
  }

  override def(): string {
    return "";
  }
  override html({ text }: Tokens.HTML | Tokens.Tag): string {
    return refuse(`HTML (${text.trim()})`);
  }
  override code(): string {
    return refuse("a block of code (or text indented by four blanks)");
  }
  override table(): string {
    return refuse("a table");
  }
  override image(): string {
    return refuse("an image");
  }
  override checkbox(): string {
    return refuse("a check box");
  }
  override del(): string {
    return refuse("struck-out text");
  }
}

function refuse(what: string): never {
  throw new SyntaxError(`a mail's text cannot have ${what}: its plain text part could not show it`);
}
