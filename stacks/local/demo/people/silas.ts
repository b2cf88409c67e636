import { confirms } from "../script/reader.ts";
import { contacts, doesTask } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

const day = 86_400_000;

/** The silent one: everything is tried, ever more rarely, and then it is enough. */
export function silas(): Part {
  const person = { name: "Silas Gray", email: "silas@graytools.example", phone: "+44 20 7946 0123" };
  return {
    person,
    expected:
      "confirms his address and never says a word: attempts, useful mails, farewell, three sleeps, then archived for good",
    scenes: [
      {
        at: "PT20M",
        play: (stage) => asks(stage, person, { company: "Gray Tools", message: "Please send information." }),
      },
      { at: "PT22M", play: (stage) => confirms(stage, person) },
      {
        at: "PT23M",
        play: (stage) =>
          contacts(
            stage,
            person,
            { outcome: "attempted", channel: "call", note: "nobody picks up" },
            { what: "See whether he has answered", in: "P14D" },
          ),
      },
      { at: "P496D", play: (stage) => doesTask(stage, person, "nobody picks up") },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      const [begin, end] = [seen.facts("inquiry.received")[0], seen.facts("lead.archived")[0]];
      const days = begin && end ? (Date.parse(end.at) - Date.parse(begin.at)) / day : 0;
      const last = seen.mails.at(-1);
      const attempts = (["attempt-1", "attempt-2", "attempt-3"] as const).flatMap(seen.mailsOf);
      const useful = (["prices", "checklist", "story"] as const).flatMap(seen.mailsOf);
      return {
        "one lead": seen.leads.length === 1,
        "his address is confirmed by himself": lead?.emailConfirmed?.by === "link",
        "promise kept": seen.minuteOf("sla.met") === 3,
        "three attempts, three useful mails, one farewell":
          attempts.length === 3 && useful.length === 3 && seen.mailsOf("farewell").length === 1,
        "asked again after two months and after four": seen.mailsOf("re-engagement").length === 2,
        "after a year without a word no mail, a last task":
          begin !== undefined &&
          last !== undefined &&
          Date.parse(last.at) - Date.parse(begin.at) < 365 * day &&
          seen.facts("task.created").length === 1 &&
          seen.facts("task.done").length === 1,
        "three sleeps, then archived": seen.stages === "new nurturing declined dormant dormant dormant archived",
        "after about 500 days": days > 490 && days < 512,
        "archived as silent, cap reached": lead?.reason === "silent" && lead.cycle === 3,
      };
    },
  };
}
