import { stages } from "../../functions/lead/model/stage-name.ts";
import { events, lifecycle } from "../../functions/lead/rules/lifecycle.ts";
import { movesFrom } from "../../functions/lead/rules/manual-moves.ts";
import { withMadePart } from "../made-part.ts";

const page = new URL("../../functions/lead/LIFECYCLE.md", import.meta.url);

/** The page on the lifecycle with its table as the code has it. */
export const lifecyclePage = (): string => withMadePart(page, "lifecycle.ts and move.ts", lifecycleTable());

/** The lifecycle table: one row an event, one column a stage. */
function lifecycleTable(): string {
  const line = ["working", "qualified", "meeting", "proposal", "decision"];
  const columns = stages.filter((stage) => !line.includes(stage) || stage === "working");
  const title = (stage: string) => (stage === "working" ? "working … decision" : stage);
  const cell = (event: (typeof events)[number], stage: (typeof stages)[number]) => {
    const found = lifecycle[event][stage];
    if (!found) return "–";
    return [...(found.to ? [`→ ${found.to}`] : []), ...found.effects].join(", ");
  };
  const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return `To change the table, change \`lifecycle.ts\` and run its test with \`-u\`. A "–" is refused as a command, with what is allowed, and
logged as an inbound event.

${row(["event", ...columns.map(title)])}
${row(["---", ...columns.map(() => "---")])}
${events.map((event) => row([event, ...columns.map((stage) => cell(event, stage))])).join("\n")}

Moves by hand:

${stages.map((stage) => `- from ${stage}: ${movesFrom(stage).join(", ") || "none"}`).join("\n")}`;
}
