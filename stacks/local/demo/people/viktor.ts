import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** A mistyped address: the first mail comes back, and there is no other way to reach him. */
export function viktor(): Part {
  const person = { name: "Viktor Petrov", email: "bounce+viktor@simulator.amazonses.com" };
  return {
    person,
    expected: "mistypes his address: the thanks bounce, nothing more is sent, archived as unreachable",
    scenes: [{ at: "PT30M", play: (stage) => asks(stage, person, { message: "Call me about my roof!" }) }],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      const [bounce] = seen.facts("mail.bounced");
      return {
        "one lead": seen.leads.length === 1,
        "one permanent bounce": seen.facts("mail.bounced").length === 1 && bounce?.data.permanent === true,
        "one mail went to him": seen.mails.filter(({ to }) => to.includes(person.email)).length === 1,
        "the promise is void, not broken": seen.facts("sla.breached").length === 0,
        "archived as unreachable": seen.stages === "new archived" && lead?.reason === "unreachable",
        "no mail any more": lead?.suppressed.mail === true,
      };
    },
  };
}
