import { follows } from "../script/reader.ts";
import { answers, contacts, converts, moves, plans } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** A scanner follows the price link within seconds, and nobody stirs; he follows it himself, and is called at once. */
export function pavel(): Part {
  const person = { name: "Pavel Horák", email: "horak@horakglass.example", phone: "+420 601 555 017" };
  const message = "Dva skleníky, each 60 m², and a workshop. I collect offers first.";
  return {
    person,
    expected: "is not hot when a scanner opens the price link, but when he does it himself; is won",
    scenes: [
      { at: "PT55M", play: (stage) => asks(stage, person, { company: "Horák Glass", message }) },
      {
        at: "PT58M",
        play: async (stage) => {
          await contacts(stage, person, { outcome: "reached", channel: "call", note: "wants to compare first" });
          await moves(stage, person, "nurturing", { reason: "timing" });
        },
      },
      {
        at: "P4DT58M20S",
        play: (stage) => stage.tell("Mail scanner", "opens every link of the mail to Pavel, 20 seconds after it came"),
      },
      { at: "P4DT1H30M", play: (stage) => follows(stage, person, "See the prices") },
      {
        at: "P4DT1H40M",
        play: async (stage) => {
          await answers(stage, person, { outcome: "reached", channel: "call", note: "ours was the clearest page" });
          await plans(stage, person, { what: "Send the drawings", in: "P10D" });
        },
      },
      { at: "P12DT1H", play: (stage) => converts(stage, person, "two greenhouse roofs") },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const clicks = seen.facts("mail.clicked").map(({ data }) => data.automated);
      const [, engaged] = seen.facts("sla.opened");
      return {
        "one lead": seen.leads.length === 1,
        "a scanner's visit and his own": clicks.join() === "true,false",
        "only his own made him hot": seen.mailsOf("hot").length === 1,
        "answer promised within 4 hours": engaged?.data.channel === "engaged",
        "both promises were kept": seen.facts("sla.met").length === 2,
        "won in the end": seen.stages === "new working nurturing new working converted",
      };
    },
  };
}
