import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type * as z from "zod";
import { CadenceFile } from "../../functions/lead/model/cadence.ts";
import type { Problem } from "./problem.ts";

export interface ReadCadence {
  file: string;
  cadence: CadenceFile;
  /** The line of a part, such as `["steps", 1, "mail"]`; of the nearest part around it where it is not there. */
  lineOf(path: readonly PropertyKey[]): number;
}

const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");

type Doc = ReturnType<typeof parseDocument>;

function offsetOf(doc: Doc, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const around = length === 1 ? doc.contents : doc.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(around)) {
      const pair = around.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      const node = pair?.key as Node | undefined;
      if (node?.range) return node.range[0];
    }
    const found = doc.getIn(path.slice(0, length), true) as Node | undefined;
    if (found?.range) return found.range[0];
  }
  return 0;
}

const mends: Partial<Record<string, string>> = {
  invalid_type: "Write it, or write it as it is in the other cadences",
  invalid_value: "Write one of these",
};

/** What zod found, one problem for each field. */
function problemsOf(error: z.ZodError, file: string, lineOf: ReadCadence["lineOf"]): Problem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => {
        const path = [...issue.path, key];
        return { file, line: lineOf(path), field: fieldOf(path), message: "there is no such field", mend: "Remove it" };
      });
    const { path, message } = issue;
    const mend = mends[issue.code] ?? "Write it like that";
    return [{ file, line: lineOf(path), field: fieldOf(path), message, mend }];
  });
}

/** Reads one cadence from YAML, or what is wrong with it; `file`: its path, to name in problems. */
export function readCadence(file: string, text: string): ReadCadence | Problem[] {
  const counter = new LineCounter();
  const doc = parseDocument(text, { lineCounter: counter });
  if (doc.errors.length > 0)
    return doc.errors.map(({ message, linePos }) => ({
      ...{ file, line: linePos?.[0].line ?? 1, field: "", mend: "Write valid YAML" },
      message: message.split("\n")[0]?.replace(/ at line .*$/, "") ?? message,
    }));
  const lineOf: ReadCadence["lineOf"] = (path) => counter.linePos(offsetOf(doc, path)).line;
  const parsed = CadenceFile.safeParse(doc.toJS());
  return parsed.success ? { file, cadence: parsed.data, lineOf } : problemsOf(parsed.error, file, lineOf);
}
