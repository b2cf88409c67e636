import { expect, it } from "vitest";
import { StoredFact } from "../../functions/lead/model/activity.ts";
import { isOfType } from "../../functions/lead/model/fact-type.ts";
import { timelineEvents } from "../../functions/lead/model/timeline-event.ts";
import { withMadePart } from "../made-part.ts";

const page = new URL("../../functions/api/SURFACE.md", import.meta.url);

/** The page on the surface with what entries say as the catalogue has it. */
function surface(): string {
  const rows = Object.entries(timelineEvents).map(([type, { shape }]) => {
    const fields = Object.entries(shape).map(([name, field]) =>
      field.safeParse(undefined).success ? `\`${name}?\`` : `\`${name}\``,
    );
    return `| \`${type}\` | ${fields.join(", ") || "–"} |`;
  });
  const table = ["| type | data |", "| --- | --- |", ...rows].join("\n");
  return withMadePart(page, "timeline-event.ts", `\n${table}\n`);
}

it("the surface lists every type: npm test -- -u test/lead/timeline-event writes it anew", async () => {
  await expect(surface()).toMatchFileSnapshot("../../functions/api/SURFACE.md");
});

const by = { kind: "system" } as const;

it("a fact is of a type when it says what such a one says, whatever else it says", () => {
  const isUnknown = isOfType("touch.unknown");
  expect(isUnknown({ type: "touch.unknown", by, data: { touch: "t", purpose: "service", later: 1 } })).toBe(true);
  expect(isUnknown({ type: "touch.unknown", by, data: { touch: "t" } })).toBe(false);
  expect(isUnknown({ type: "touch.skipped", by, data: { touch: "t", purpose: "service" } })).toBe(false);
});

it("what a later release has told is kept as it is", () => {
  const later = { type: "lead.praised", by, data: { words: { en: "Well done" } }, mood: "good" };
  expect(StoredFact.parse(later)).toEqual(later);
});
