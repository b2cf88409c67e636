import { answers, asks } from "../cast.ts";
import type { Part } from "../script.ts";

/** The good day: asked, told, answered within the promise. */
export function zoe(): Part {
  const person = { name: "Zoë Smith", email: "zoe@smithsbakehouse.example" };
  const marks = { utm_source: "google", utm_medium: "cpc", utm_campaign: "solar-bakeries", gclid: "Cj0KCQiA-zoe" };
  const message =
    "We bake from 3 in the morning, so solar sounds silly, but our fridges run all day. What fits 240 m²?";
  return {
    person,
    expected: "is answered within the promise, through the link in the owner's mail",
    scenes: [
      { at: "PT0M", play: (stage) => asks(stage, person, { company: "Smith’s Bakehouse", message, marks }) },
      {
        at: "PT3M",
        play: (stage) =>
          answers(stage, person, { button: "We have spoken", channel: "email", note: "visit on Thursday, 11:00" }),
      },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      const [answer] = seen.facts("response.recorded");
      return {
        "one lead": seen.leads.length === 1,
        "the campaign is kept":
          lead?.source.campaign === marks.utm_campaign && lead.source.attribution.gclid === marks.gclid,
        "promise kept at minute 3": seen.minuteOf("sla.met") === 3,
        "the answer is her owner's": answer?.by.kind === "owner" && answer.by.id === lead?.owner,
        "stage working": lead?.stage === "working",
        "no promise broken": seen.facts("sla.breached").length === 0,
        "one acknowledgement, one mail to the owner":
          seen.mails.length === 2 &&
          seen.mailsOf("acknowledgement").length === 1 &&
          seen.mailsOf("new-lead").length === 1,
      };
    },
  };
}
