import { limits } from "./limits.ts";
import { sayFault } from "./text/faults.ts";

/** One level of a JSON text: what it holds, and how many commas were met in it. */
interface Level {
  isList: boolean;
  commas: number;
}

/** What is over a limit on a level, in words. */
function overIn({ isList, commas }: Level): string | undefined {
  if (isList) return commas < limits.entries ? undefined : sayFault("json.entries", { most: limits.entries });
  return commas < limits.fields ? undefined : sayFault("json.fields", { most: limits.fields });
}

/**
 * What in a JSON text is beyond any payload, in words such as "is nested over 60 levels deep"; `undefined` if nothing is.
 * Each character is looked at once, whether or not it is JSON otherwise, so that no parser need be led into it.
 */
export function overLimits(text: string): string | undefined {
  const levels: Level[] = [];
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    const level = levels.at(-1);
    if (inText && char === "\\") at++;
    else if (char === '"') inText = !inText;
    else if (inText) continue;
    else if (char === "{" || char === "[") {
      if (levels.push({ isList: char === "[", commas: 0 }) > limits.depth)
        return sayFault("json.depth", { most: limits.depth });
    } else if (char === "}" || char === "]") levels.pop();
    else if (char === "," && level) {
      level.commas += 1;
      const over = overIn(level);
      if (over) return over;
    }
  }
  return undefined;
}
