import { answersSurvey } from "../script/reader.ts";
import { answers, declines, moves } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asksTwice } from "../script/website.ts";

/** The double submission: what a browser sends twice is one inquiry. A proposal follows, and a no with its reason. */
export function omar(): Part {
  const person = { name: "Omar Haddad", email: "o.haddad@medinacarpets.example" };
  const marks = { utm_source: "bing", utm_medium: "cpc", utm_campaign: "flat-roofs", msclkid: "f1e2-omar" };
  const message = "Flat roof over our carpet shop (مدينة), 90 m², twenty years old. Repair or replace?";
  let inquiryIds: string[] = [];
  return {
    person,
    expected: "sends a form twice: one inquiry; gets a proposal, declines, says why, is left alone",
    scenes: [
      {
        at: "PT40M",
        play: async (stage) => {
          inquiryIds = await asksTwice(stage, person, { company: "Medina Carpets", message, marks });
        },
      },
      {
        at: "PT42M",
        play: (stage) =>
          answers(stage, person, { outcome: "reached", channel: "email", note: "proposal follows tomorrow" }),
      },
      { at: "P1DT1H", play: (stage) => moves(stage, person, "proposal", { what: "Hear their decision", in: "P10D" }) },
      { at: "P8DT1H", play: (stage) => declines(stage, person, "timing", "not this year") },
      {
        at: "P8DT2H",
        play: (stage) =>
          answersSurvey(stage, person, "Tell us why", {
            button: "Send",
            fields: { reason: "wrong-person", comment: "The landlord decides, not I." },
          }),
      },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      return {
        "both posts got the same inquiry id": inquiryIds.length === 2 && inquiryIds[0] === inquiryIds[1],
        "one lead": seen.leads.length === 1,
        "that one inquiry on its timeline":
          seen
            .facts("inquiry.received")
            .map(({ data }) => data.inquiryId)
            .join() === inquiryIds[0],
        "one acknowledgement": seen.mailsOf("acknowledgement").length === 1,
        "one mail to the owner": seen.mailsOf("new-lead").length === 1,
        "the proposal was followed up twice": seen.mailsOf("questions").length + seen.mailsOf("decision").length === 2,
        "one farewell": seen.mailsOf("farewell").length === 1,
        "promise kept": seen.minuteOf("sla.met") === 2,
        "his reason is kept": lead?.reason === "wrong-person",
        "left alone": seen.stages === "new working proposal declined archived" && seen.mails.length === 5,
      };
    },
  };
}
