import { Evidence } from "./evidence.ts";
import { painted } from "./line.ts";
import { Narrator, type Say } from "./narrator.ts";
import { type Colleague, type Doors, Office } from "./office.ts";
import { type Outcome, outcome, outcomeTable } from "./outcome.ts";
import { laura } from "./people/laura.ts";
import { omar } from "./people/omar.ts";
import { tomasz } from "./people/tomasz.ts";
import { zoe } from "./people/zoe.ts";
import { Scanner } from "./scanner.ts";
import { type Part, perform } from "./script.ts";
import { summary } from "./summary.ts";

/** Everybody who plays a part. */
export const everybody = (): Part[] => [zoe(), tomasz(), laura(), omar()];

/**
 * Plays a short story through the real doors of a freshly seeded application on a manual clock, and tells it line by line.
 *
 * @returns what should have happened to everybody, and whether it did
 * @throws Error when the clock is a real one, or the private API, the inbox or the clock does not answer
 */
export async function playStory(doors: Doors, say: Say): Promise<Outcome[]> {
  const started = performance.now();
  const office = new Office(doors);
  const begin = await office.now();
  const colleagues = await office.colleagues();
  const narrator = new Narrator(office, colleagues, say);
  const scanner = new Scanner(office);
  const parts = everybody();

  print(say, "The story", [`  In sales: ${colleagues.map(introduced).join(", ")}.`, ""]);
  const tell = async (who: string, what: string) => narrator.tell({ at: await office.now(), mark: "act", who, what });
  const stage = { office, colleagues, tell };
  const broken = await perform(parts, { stage, narrator, meanwhile: () => scanner.scan() });

  const evidence = await Evidence.gather(office);
  const outcomes = [
    ...parts.map((part) => partOutcome(part, evidence, broken.get(part))),
    scannerOutcome(scanner, evidence),
    bookkeeping(evidence),
  ];
  print(say, "What should have happened", outcomeTable(outcomes));
  print(say, "In figures", summary(evidence, (await office.now()) - begin, performance.now() - started));
  return outcomes;
}

function print(say: Say, title: string, lines: string[]): void {
  for (const one of ["", painted("bold", title), "", ...lines]) say(one);
}

const introduced = ({ name, role }: Colleague): string => (role === "manager" ? `${name} (manager)` : name);

function partOutcome({ person, expected, checks }: Part, evidence: Evidence, broken: string | undefined): Outcome {
  return outcome(person.name, expected, checks(evidence), broken ? [broken] : []);
}

function scannerOutcome({ opened, mails, harm }: Scanner, evidence: Evidence): Outcome {
  const expected = `opens the ${opened} links of all ${mails} mails, and nothing changes`;
  const checks = { "every mail was scanned": mails === evidence.mails.length && opened >= mails && mails > 0 };
  return outcome("Mail scanner", expected, checks, harm);
}

/** Every mail that left is on its lead's timeline once, and nothing else is. */
function bookkeeping(evidence: Evidence): Outcome {
  const entries = evidence.leads.flatMap((lead) => evidence.timeline(lead));
  const written = entries.filter(({ type }) => type === "mail.sent").map(({ data }) => String(data.mailId));
  const sent = evidence.mails.map(({ id }) => id);
  const touches = new Set(evidence.mails.map(({ leadId, touch }) => `${leadId} ${touch}`));
  return outcome("Bookkeeping", "every mail is on one timeline once, no touch was sent twice", {
    "timelines and inbox agree": sent.length > 0 && written.toSorted().join() === sent.toSorted().join(),
    "no touch was sent twice": touches.size === sent.length,
  });
}
