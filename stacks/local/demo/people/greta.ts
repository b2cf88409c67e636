import { unsubscribes } from "../script/reader.ts";
import { contacts, moves } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** One click in the mail program, and nothing more is sent. */
export function greta(): Part {
  const person = { name: "Greta Weiss", email: "weiss@weissdental.example" };
  return {
    person,
    expected: "unsubscribes with one click in her mail program: archived, nothing more is sent",
    scenes: [
      {
        at: "P2DT5M",
        play: (stage) => asks(stage, person, { message: "Do you also clean gutters? Just wondering." }),
      },
      {
        at: "P2DT8M",
        play: async (stage) => {
          await contacts(stage, person, { outcome: "reached", channel: "email", note: "only wondering" });
          await moves(stage, person, "nurturing", { reason: "no-need" });
        },
      },
      { at: "P6DT1H", play: (stage) => unsubscribes(stage, person) },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      const [left] = seen.facts("lead.unsubscribed");
      return {
        "one lead": seen.leads.length === 1,
        "one useful mail came": seen.mailsOf("prices").length === 1,
        "she did it herself": seen.facts("lead.unsubscribed").length === 1 && left?.by.kind === "lead",
        "nothing was sent after it": left !== undefined && seen.mails.every(({ at }) => at < left.at),
        "archived as unsubscribed":
          seen.stages === "new working nurturing archived" &&
          lead?.reason === "unsubscribed" &&
          lead.suppressed.marketing === true,
      };
    },
  };
}
