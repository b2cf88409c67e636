import { writesBack } from "../script/letter.ts";
import { answers, contacts, converts, moves, plans } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** Not ready yet: useful mails keep the contact until she answers one. */
export function ingrid(): Part {
  const person = { name: "Ingrid Solberg", email: "ingrid@solbergyarn.example" };
  const message = "We may move into an old barn next year. What would a roof for it cost, very roughly?";
  return {
    person,
    expected: "is not ready; answers the second useful mail, which stops the rest, and is won",
    scenes: [
      { at: "PT50M", play: (stage) => asks(stage, person, { company: "Solberg Yarn", message }) },
      {
        at: "PT53M",
        play: async (stage) => {
          await contacts(stage, person, { outcome: "reached", channel: "call", note: "signs the lease in spring" });
          await moves(stage, person, "nurturing", { reason: "timing" });
        },
      },
      {
        at: "P8DT1H",
        play: (stage) => writesBack(stage, person, "Good list! We signed earlier than we thought. Can you come by?"),
      },
      {
        at: "P8DT1H10M",
        play: async (stage) => {
          await answers(stage, person, { outcome: "reached", channel: "call", note: "looks at the barn next week" });
          await plans(stage, person, { what: "Hear what the family says", in: "P14D" });
        },
      },
      { at: "P20DT1H", play: (stage) => converts(stage, person, "barn roof, 320 m²") },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [reply] = seen.facts("reply.received");
      const told = seen.mailsOf("reply");
      return {
        "one lead": seen.leads.length === 1,
        "two useful mails, no third":
          seen.mailsOf("prices").length === 1 &&
          seen.mailsOf("checklist").length === 1 &&
          seen.mailsOf("story").length === 0,
        "her answer is on the timeline without the mail it quotes":
          seen.facts("reply.received").length === 1 && String(reply?.data.text).trim().endsWith("Ingrid"),
        "the owner is told what she wrote": told.length === 1 && told[0]?.text.includes("Can you come by?") === true,
        "both promises were kept": seen.facts("sla.met").length === 2,
        "won in the end": seen.stages === "new working nurturing working converted",
      };
    },
  };
}
