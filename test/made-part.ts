import { readFileSync } from "node:fs";

/**
 * A page with the part that is made from code as the code has it now. It stands between `<!-- made from … -->` and
 * `<!-- end -->`.
 *
 * @throws Error when the page has no such part
 */
export function withMadePart(page: URL, source: string, part: string): string {
  const text = readFileSync(page, "utf8");
  const begin = `<!-- made from ${source} -->`;
  const [from, to] = [text.indexOf(begin), text.indexOf("<!-- end -->")];
  if (from < 0 || to < from) throw new Error(`${page.pathname} has no part made from ${source}`);
  return `${text.slice(0, from)}${begin}\n${part}\n${text.slice(to)}`;
}
