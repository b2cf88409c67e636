import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** Somebody typed her address into our form; she calls our mail spam, and that is the end of it. */
export function chiara(): Part {
  const person = { name: "Chiara Conti", email: "complaint+chiara@simulator.amazonses.com" };
  return {
    person,
    expected: "calls our mail spam: all mail stops at once, archived",
    scenes: [{ at: "P2DT30M", play: (stage) => asks(stage, person, { message: "Send me everything you have." }) }],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      return {
        "one lead": seen.leads.length === 1,
        "one complaint": seen.facts("mail.complained").length === 1,
        "one mail went to her": seen.mails.filter(({ to }) => to.includes(person.email)).length === 1,
        "the promise is void, not broken": seen.facts("sla.breached").length === 0,
        "archived after the complaint": seen.stages === "new archived" && lead?.reason === "complaint",
        "no mail any more": lead?.suppressed.mail === true,
      };
    },
  };
}
