import { everybody } from "./cast.ts";
import { App, type Colleague, type Doors } from "./script/app.ts";
import { Evidence } from "./script/evidence.ts";
import { painted } from "./script/line.ts";
import { type Narrate, Narrator } from "./script/narrator.ts";
import { outcome, outcomeTable, type StoryOutcome } from "./script/outcome.ts";
import { Scanner } from "./script/scanner.ts";
import { type Part, performScript } from "./script/script.ts";
import { summary } from "./script/summary.ts";
import { isOfKind } from "./script/touch.ts";

/** Then the silent one, who is left at last, has been followed to the archive. */
const ends = "P511D";

/** How many links are followed in person, and how many promises broken, according to the parts. */
const peopleFollowed = 1;
const brokenPromises = 1;

/** Plays the story on a fresh application. @throws Error for a clock that is not manual, or when a door does not answer */
export async function playStory(doors: Doors, say: Narrate): Promise<StoryOutcome[]> {
  const started = performance.now();
  const app = new App(doors);
  const begin = await app.now();
  const colleagues = await app.colleagues();
  const narrator = new Narrator(app, colleagues, say);
  const scanner = new Scanner(app);
  const parts = everybody();

  print(say, "The story", [`  In sales: ${colleagues.map(introduced).join(", ")}.`, ""]);
  const tell = async (who: string, what: string) => narrator.tell({ at: await app.now(), mark: "act", who, what });
  const stage = { app, colleagues, tell };
  const broken = await performScript(parts, { stage, narrator, mailsCame: () => scanner.scan(), ends });

  const evidence = await Evidence.gather(app);
  const outcomes = [
    ...parts.map((part) => partOutcome(part, evidence, broken.get(part))),
    salesOutcome(evidence),
    scannerOutcome(scanner, evidence),
    bookkeeping(evidence),
  ];
  print(say, "What should have happened", outcomeTable(outcomes));
  print(say, "In figures", summary(evidence, (await app.now()) - begin, performance.now() - started));
  return outcomes;
}

function print(say: Narrate, title: string, lines: string[]): void {
  for (const one of ["", painted("bold", title), "", ...lines]) say(one);
}

const introduced = ({ name, role }: Colleague): string => (role === "manager" ? `${name} (manager)` : name);

function partOutcome({ person, expected, checks }: Part, evidence: Evidence, broken: string | undefined): StoryOutcome {
  return outcome(person.name, expected, checks(evidence), broken ? [broken] : []);
}

function scannerOutcome(scanner: Scanner, evidence: Evidence): StoryOutcome {
  const expected = `opens the ${scanner.opened} links of ${scanner.mails} mails within seconds, and nothing changes`;
  return outcome("Mail scanner", expected, scanner.checks(evidence, peopleFollowed), scanner.harm);
}

/** Promises and next actions are kept but where a part is about breaking them, and nobody is left hanging. */
function salesOutcome(evidence: Evidence): StoryOutcome {
  const count = (type: string) =>
    evidence.leads.flatMap((lead) => evidence.timeline(lead)).filter((entry) => entry.type === type).length;
  const reminders = evidence.mails.filter(({ touch }) => isOfKind(touch, "action-due"));
  const expected = `make ${count("sla.opened")} promises and break one; every lead is won or closed in the end`;
  return outcome("Sales team", expected, {
    "one promise broken": count("sla.breached") === brokenPromises && count("sla.escalated") === brokenPromises,
    "one reminder of a next action": reminders.length === brokenPromises,
    "nobody is left hanging":
      evidence.leads.length > 0 && evidence.leads.every(({ stage }) => stage === "converted" || stage === "archived"),
  });
}

/** Every mail that left is on its lead's timeline once, and nothing else is. */
function bookkeeping(evidence: Evidence): StoryOutcome {
  const entries = evidence.leads.flatMap((lead) => evidence.timeline(lead));
  const written = entries.filter(({ type }) => type === "mail.sent").map(({ data }) => String(data.mailId));
  const sent = evidence.mails.map(({ id }) => id);
  const touches = new Set(evidence.mails.map(({ leadId, touch }) => `${leadId} ${touch}`));
  return outcome("Bookkeeping", "every mail is on one timeline once, no touch was sent twice", {
    "timelines and inbox agree": sent.length > 0 && written.toSorted().join() === sent.toSorted().join(),
    "no touch was sent twice": touches.size === sent.length,
  });
}
