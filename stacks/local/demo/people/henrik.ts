import { isAway, writesBack } from "../script/letter.ts";
import { answersSurvey } from "../script/reader.ts";
import { answers, contacts, declines } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** Away for a fortnight: nothing is sent until he is back; then he says no, and wants no mails. */
export function henrik(): Part {
  const person = { name: "Henrik Dahl", email: "henrik.dahl@dahlboats.example" };
  const away = "Thank you for your mail. I am out of the office and will be back on 7 December 2026.";
  return {
    person,
    expected: "is out of office: mails wait until he is back; says no, asks for no more mails",
    scenes: [
      {
        at: "P1DT3H",
        play: (stage) => asks(stage, person, { company: "Dahl Boats", message: "A boathouse, 30 × 12 m, by the sea." }),
      },
      {
        at: "P1DT3H4M",
        play: (stage) =>
          contacts(
            stage,
            person,
            { outcome: "attempted", channel: "email", note: "asks for a number to call" },
            { what: "See whether he has answered", in: "P20D" },
          ),
      },
      { at: "P2DT3H5M", play: (stage) => isAway(stage, person, away) },
      { at: "P16DT1H", play: (stage) => writesBack(stage, person, "Back at my desk. We have decided for tin, sorry.") },
      {
        at: "P16DT1H10M",
        play: async (stage) => {
          await answers(stage, person, { outcome: "reached", channel: "email", note: "wished him dry boats" });
          await declines(stage, person, "competitor", "tin, by somebody else");
        },
      },
      {
        at: "P17DT1H",
        play: (stage) => answersSurvey(stage, person, "Tell us why", { button: "Please stop writing to me" }),
      },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      const toHim = seen.mails.filter(({ to }) => to.includes(person.email)).map(({ at }) => at);
      const [gone] = seen.facts("autoreply.received");
      return {
        "one lead": seen.leads.length === 1,
        "his mail system's answer is no reply":
          seen.facts("autoreply.received").length === 1 && seen.facts("reply.received").length === 1,
        "nothing was sent while he was away":
          gone !== undefined && !toHim.some((at) => at > gone.at && at < "2026-12-07T00"),
        "asked again when he was back": seen.mailsOf("attempt-2").length === 1,
        "both promises were kept": seen.facts("sla.met").length === 2,
        "no mails any more": lead?.suppressed.marketing === true && lead.reason === "unsubscribed",
        "archived as he asked": seen.stages === "new working declined archived",
      };
    },
  };
}
