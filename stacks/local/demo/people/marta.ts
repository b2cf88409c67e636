import { answersSurvey } from "../script/reader.ts";
import { answers, contacts, converts, declines, plans } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** A no that is a "later": she says so in the farewell's survey, is left in peace for two months, and comes back. */
export function marta(): Part {
  const person = { name: "Marta Lind", email: "marta@lindgallery.example" };
  const message = "Our gallery needs a skylight. There is no money before the summer show is paid.";
  return {
    person,
    expected: 'declines; "ask me in two months" in the farewell\'s survey; is asked then, and comes back',
    scenes: [
      { at: "P1DT2H", play: (stage) => asks(stage, person, { company: "Lind Gallery", message }) },
      {
        at: "P1DT2H4M",
        play: async (stage) => {
          await contacts(stage, person, { outcome: "reached", channel: "call", note: "too dear this year" });
          await declines(stage, person, "budget", "no money this year");
        },
      },
      {
        at: "P1DT3H",
        play: (stage) =>
          answersSurvey(stage, person, "Tell us why", { button: "Ask me then", fields: { months: "2" } }),
      },
      {
        at: "P63DT1H",
        play: (stage) => answersSurvey(stage, person, "Tell us where you stand", { button: "I have changed my mind" }),
      },
      {
        at: "P63DT1H10M",
        play: async (stage) => {
          await answers(stage, person, { outcome: "reached", channel: "call", note: "the show sold out" });
          await plans(stage, person, { what: "Bring samples of glass", in: "P14D" });
        },
      },
      { at: "P74DT1H", play: (stage) => converts(stage, person, "skylight, 12 m²") },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [asked] = seen.mailsOf("re-engagement");
      const [later] = seen.facts("survey.answered");
      const monthsAsleep = asked && later ? (Date.parse(asked.at) - Date.parse(later.at)) / 86_400_000 / 30.5 : 0;
      return {
        "one lead": seen.leads.length === 1,
        "one farewell": seen.mailsOf("farewell").length === 1,
        'she said "later, in 2 months"': later?.data.answer === "later" && later.data.months === 2,
        "left in peace for two months": monthsAsleep >= 2 && monthsAsleep < 2.1,
        "the owner is told that she changed her mind": seen.mailsOf("changed-mind").length === 1,
        "both promises were kept": seen.facts("sla.met").length === 2,
        "came back and was won": seen.stages === "new working declined dormant working converted",
      };
    },
  };
}
