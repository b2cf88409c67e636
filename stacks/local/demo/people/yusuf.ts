import { writesBack } from "../script/letter.ts";
import { answers, contacts, converts, moves, notes } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** He misses the meeting; a mail makes it easy to say so, and the next one works. */
export function yusuf(): Part {
  const person = { name: "Yusuf Demir", email: "yusuf@demirfoods.example" };
  const message = "Our cold store (1,100 m²) gets too warm in July. Could a green roof help?";
  return {
    person,
    expected: "misses the meeting, is offered another time, answers, gets a proposal, is won",
    scenes: [
      { at: "P3DT5M", play: (stage) => asks(stage, person, { company: "Demir Foods", message }) },
      {
        at: "P3DT9M",
        play: async (stage) => {
          await contacts(stage, person, { outcome: "reached", channel: "call", note: "meets us on Saturday" });
          await moves(stage, person, "meeting", { what: "Meet at the cold store", in: "P4D" });
        },
      },
      {
        at: "P5DT2H",
        play: (stage) => notes(stage, person, "no-show", "waits at the cold store; Yusuf does not come"),
      },
      { at: "P5DT3H", play: (stage) => writesBack(stage, person, "So sorry, a lorry broke down. Monday at nine?") },
      {
        at: "P5DT3H10M",
        play: async (stage) => {
          await answers(stage, person, { outcome: "reached", channel: "call", note: "looked at it by video instead" });
          await moves(stage, person, "proposal", { what: "Hear his decision", in: "P10D" });
        },
      },
      { at: "P12DT1H", play: (stage) => converts(stage, person, "green roof, 1,100 m²") },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      return {
        "one lead": seen.leads.length === 1,
        "offered another time once": seen.mailsOf("missed").length === 1 && seen.mailsOf("another-time").length === 0,
        "his answer is told to the owner": seen.mailsOf("reply").length === 1,
        "both promises were kept": seen.facts("sla.met").length === 2,
        "nobody had to be reminded": seen.mailsOf("action-due").length === 0,
        "the proposal was followed up twice": seen.mailsOf("questions").length + seen.mailsOf("decision").length === 2,
        "won in the end": seen.stages === "new working meeting proposal converted",
      };
    },
  };
}
