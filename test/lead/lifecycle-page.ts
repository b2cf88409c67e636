import { stages } from "../../functions/lead/lead.ts";
import { events, lifecycle } from "../../functions/lead/lifecycle.ts";
import { movesFrom } from "../../functions/lead/move.ts";

/** The lifecycle table as a page to read: one row an event, one column a stage. */
export function lifecyclePage(): string {
  const line = ["working", "qualified", "meeting", "proposal", "decision"];
  const columns = stages.filter((stage) => !line.includes(stage) || stage === "working");
  const title = (stage: string) => (stage === "working" ? "working … decision" : stage);
  const cell = (event: (typeof events)[number], stage: (typeof stages)[number]) => {
    const found = lifecycle[event][stage];
    if (!found) return "–";
    return [...(found.to ? [`→ ${found.to}`] : []), ...found.effects].join(", ");
  };
  const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return `# What each event does in each stage

Made from \`lifecycle.ts\` and \`move.ts\` by a test; to change the page, change the table and run the test with \`-u\`. A "–" is refused
as a command and logged as an inbound event.

${row(["event", ...columns.map(title)])}
${row(["---", ...columns.map(() => "---")])}
${events.map((event) => row([event, ...columns.map((stage) => cell(event, stage))])).join("\n")}

Moves by hand:

${stages.map((stage) => `- from ${stage}: ${movesFrom(stage).join(", ") || "none"}`).join("\n")}
`;
}
