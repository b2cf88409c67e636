import { type Liquid, LiquidError, type Template } from "liquidjs";
import { htmlPart } from "../../functions/email/template/html-part.ts";
import { samples } from "../../functions/email/template/mail-data.ts";
import { tidyValue } from "../../functions/email/template/merge.ts";
import { textPart } from "../../functions/email/template/text-part.ts";
import type { ReadMail } from "./mail-file.ts";
import type { Problem } from "./problem.ts";

interface Piece {
  field: string;
  source: string;
  line: number;
}

function piecesOf({ front: { fields, body, bodyLine } }: ReadMail): Piece[] {
  const { subject, preheader } = fields;
  return [
    ...(subject ? [{ field: "subject", source: subject.value, line: subject.line }] : []),
    ...(preheader ? [{ field: "preheader", source: preheader.value, line: preheader.line }] : []),
    { field: "body", source: body, line: bodyLine },
  ];
}

/** Properties that Liquid itself gives to lists and texts. */
const ofLiquid = new Set(["first", "last", "size"]);

/** Whether a sample has what the segments of a variable lead to. */
function leadsSomewhere(data: unknown, [first, ...rest]: readonly unknown[]): boolean {
  if (first === undefined) return true;
  if (typeof first === "number" && Array.isArray(data)) return leadsSomewhere(data[0], rest);
  if (typeof first !== "string") return true;
  if (data === null || typeof data !== "object") return ofLiquid.has(first);
  if (Object.hasOwn(data, first)) return leadsSomewhere((data as Record<string, unknown>)[first], rest);
  if (Array.isArray(data) && ofLiquid.has(first)) return first === "size" || leadsSomewhere(data[0], rest);
  return false;
}

/** Every variable that a text for this reader may name. */
function known(data: object, before = ""): string[] {
  return Object.entries(data).flatMap(([key, value]) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? known(value, `${before}${key}.`)
      : [before + key],
  );
}

const lineIn = (error: unknown): number => {
  const token: unknown = error instanceof LiquidError ? Reflect.get(error, "token") : undefined;
  const position: unknown = token && typeof token === "object" ? Reflect.get(token, "begin") : undefined;
  const input: unknown = token && typeof token === "object" ? Reflect.get(token, "input") : undefined;
  if (typeof position !== "number" || typeof input !== "string") return 1;
  return input.slice(0, position).split("\n").length;
};

const said = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .split("\n")[0]
    ?.replace(/, (file:\S+ )?line:\d+, col:\d+$/, "") ?? "";

/** What is wrong with a mail's text: bad Liquid, unknown or missing values, Markdown that only one part could show. */
export function textProblems(engine: Liquid, mail: ReadMail): Problem[] {
  const sample = mail.purpose === "internal" ? samples.owner : samples.lead;
  return piecesOf(mail).flatMap((piece) => pieceProblems(engine, mail, piece, sample));
}

function pieceProblems(engine: Liquid, { file }: ReadMail, piece: Piece, sample: { whole: object; poor: object }) {
  const at = (row: number) => ({ file, line: piece.line + row - 1, field: piece.field });
  let template: Template[];
  try {
    template = engine.parse(piece.source);
    const { globals } = engine.analyzeSync(template, { partials: false });
    const strangers = Object.values(globals)
      .flat()
      .filter(({ segments }) => !leadsSomewhere(sample.whole, segments));
    if (strangers.length > 0)
      return strangers.map(({ segments, location: { row } }) => ({
        ...at(row),
        message: `unknown variable ${segments.join(".")}`,
        mend: `These are known: ${known(sample.whole).join(", ")}`,
      }));
  } catch (error) {
    return [{ ...at(lineIn(error)), message: said(error), mend: "Write valid Liquid" }];
  }
  return [sample.whole, sample.poor].flatMap((data) => trial(engine, template, data, piece, at)).slice(0, 1);
}

function trial(engine: Liquid, template: Template[], data: object, { field }: Piece, at: (row: number) => object) {
  let played: string;
  try {
    played = String(engine.renderSync(template, tidyValue(data) as object));
  } catch (error) {
    const mend = 'Not every lead has it: write {{ … | default: "…" }} or put it between {% if … %} and {% endif %}';
    return [{ ...at(lineIn(error)), message: said(error), mend } as Problem];
  }
  try {
    if (field === "body") for (const write of [htmlPart, textPart]) write(played);
    return [];
  } catch (error) {
    return [{ ...at(1), message: said(error), mend: "Write Markdown that both parts of a mail can show" } as Problem];
  }
}
