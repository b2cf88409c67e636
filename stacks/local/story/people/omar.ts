import { answers, asksTwice } from "../cast.ts";
import type { Part } from "../script.ts";

/** The double submission: what a browser sends twice is one inquiry. */
export function omar(): Part {
  const person = { name: "Omar Haddad", email: "o.haddad@medinacarpets.example" };
  const marks = { utm_source: "bing", utm_medium: "cpc", utm_campaign: "flat-roofs", msclkid: "f1e2-omar" };
  const message = "Flat roof over our carpet shop (مدينة), 90 m², twenty years old. Repair or replace?";
  let inquiryIds: string[] = [];
  return {
    person,
    expected: "sends the same form twice at once: one inquiry, one lead, thanked once",
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
          answers(stage, person, { button: "We have spoken", channel: "email", note: "offer follows on Friday" }),
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
        "one mail to the owner": seen.mailsOf("new-lead").length === 1 && seen.mails.length === 2,
        "promise kept": seen.minuteOf("sla.met") === 2,
        "stage working": lead?.stage === "working",
      };
    },
  };
}
