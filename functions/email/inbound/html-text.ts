import { randomUUID } from "node:crypto";
import PostalMime from "postal-mime";

/** Marks where a quotation begins and ends, in letters that no mail uses (Unicode's private use area). */
const quoteBegins = "\uE000";
const quoteEnds = "\uE001";

/** What comes between `opener` and `closer`, tags included, is dropped; each character is looked at once. */
const without = (html: string, opener: RegExp, closer: RegExp): string =>
  html
    .split(opener)
    .map((piece, place) => {
      if (place === 0) return piece;
      const end = closer.exec(piece);
      return end ? piece.slice(end.index + end[0].length) : "";
    })
    .join(" ");

/** Who answers whom is lost long before; without an end, the marks of a deep nest would be more than its text squared. */
const deepestShown = 12;

function underMarks(lines: string[]): string[] {
  let depth = 0;
  return lines.flatMap((line) => {
    if (line.includes(quoteBegins)) depth += 1;
    if (line.includes(quoteEnds)) depth = Math.max(0, depth - 1);
    if (line.includes(quoteBegins) || line.includes(quoteEnds)) return [];
    return depth > 0 ? [`${">".repeat(Math.min(depth, deepestShown))} ${line}`] : [line];
  });
}

/** Outlook and Yahoo put what they quote into a box that no text shows: it begins with a line that every reader knows. */
const boxed =
  /<(?:div|hr|table)\b[^<>]*\b(?:id|class)\s*=\s*["']?(?:appendonsend|olk_src_body_section|yahoo_quoted)\b/i;

const linkTag = /<a\b([^<>]*)>?/gi;
const linkTarget = /(?<![^\s"'/])href\s{0,20}=\s{0,20}["']?([^\s"'<>]+)/i;

/** As the parser shows links; its own pattern takes seconds for 100 KB of an open tag, or of text without spaces behind one. */
const withTargets = (html: string): string =>
  html.replace(linkTag, (_, inside: string) => {
    const [, target] = linkTarget.exec(inside) ?? [];
    return target === undefined ? "" : ` (${target}) `;
  });

const asText = (html: string): string =>
  withTargets(without(html, /<style\b/gi, /<\/style[^<>]*>/i))
    .replace(/[\r\n]+/g, " ")
    .replace(boxed, "<p>-----Original Message-----</p>$&")
    .replace(/<blockquote\b[^<>]*>/gi, `<p>${quoteBegins}</p>`)
    .replace(/<\/blockquote\b[^<>]*>/gi, `<p>${quoteEnds}</p>`)
    .replace(/<\/?(?:h[1-6]|ul|ol|li|pre|hr)\b[^<>]*>/gi, "<br>");

/** The text of an HTML body, quotations under `>`: by the mail parser's own conversion, which it does beside a plain part. */
export async function textOfHtml(html: string): Promise<string> {
  const boundary = randomUUID();
  const part = (type: string, content: string) =>
    `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${content}\r\n`;
  const { text = "" } = await PostalMime.parse(
    `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${part("text/plain", "")}${part("text/html", asText(html))}--${boundary}--`,
  );
  const lines = text.split("\n").map((line) => line.trim());
  return underMarks(lines)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
