import type { Stage } from "../model/stage-name.ts";
import { mainLine } from "./stage.ts";

const offTheLine: Stage[] = ["nurturing", "declined", "dormant", "archived"];

/** Where a person may move a lead by hand (LIFECYCLE.md section 2, "Manual moves"). `converted` only by convert, `new` never. */
export function movesFrom(stage: Stage): Stage[] {
  if (stage === "converted") return [];
  const forward: Stage[] = stage === "new" || mainLine.has(stage) ? [...mainLine] : ["working"];
  const aside = stage === "archived" ? [] : offTheLine;
  return [...forward, ...aside].filter((to) => to !== stage);
}
