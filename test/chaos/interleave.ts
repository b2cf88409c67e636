import { journeysPass } from "../journey-suite.ts";

/** What a lead costs when nobody comes in between. */
const undisturbed = "reference-lead.test.ts";

/**
 * Runs the journeys while a rival changes each item between the functions' read and their write of it; each office is
 * audited when it closes, and no edit may be lost.
 *
 * @throws Error when a journey does not end as it should
 */
export async function interleaved(): Promise<void> {
  const pass = await journeysPass({ LEADWRIGHT_INTERLEAVE: "1" }, ["--exclude", `**/${undisturbed}`]);
  if (!pass) throw new Error("Something does not hold when others write in between");
}
