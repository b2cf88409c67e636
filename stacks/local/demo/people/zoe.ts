import { answers, converts, moves } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** The good life: answered within the promise, meeting, proposal, sale; served afterwards; asks again as a customer. */
export function zoe(): Part {
  const person = { name: "Zoë Smith", email: "zoe@smithsbakehouse.example" };
  const marks = { utm_source: "google", utm_medium: "cpc", utm_campaign: "solar-bakeries", gclid: "Cj0KCQiA-zoe" };
  const message =
    "We bake from 3 in the morning, so solar sounds silly, but our fridges run all day. What fits 240 m²?";
  const more = "Our second bakery opens in May. The same again, please, for 180 m²!";
  return {
    person,
    expected: "is answered in time, meets, buys; is served after the sale, and asks again as a customer",
    scenes: [
      { at: "PT0M", play: (stage) => asks(stage, person, { company: "Smith’s Bakehouse", message, marks }) },
      {
        at: "PT3M",
        play: (stage) =>
          answers(stage, person, { outcome: "reached", channel: "email", note: "visit on Thursday, 11:00" }),
      },
      { at: "P1DT1H", play: (stage) => moves(stage, person, "meeting", { what: "Visit the bakery", in: "P2DT4H" }) },
      { at: "P3DT2H", play: (stage) => moves(stage, person, "proposal", { what: "Talk it through", in: "P6D" }) },
      { at: "P8DT1H", play: (stage) => converts(stage, person, "solar roof, 240 m²", "after-sale") },
      { at: "P45DT1H", play: (stage) => asks(stage, person, { message: more }) },
      {
        at: "P45DT1H4M",
        play: (stage) => answers(stage, person, { outcome: "reached", channel: "call", note: "same team, in April" }),
      },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      const [answer] = seen.facts("response.recorded");
      const [, again] = seen.facts("sla.met");
      const after = (["welcome", "how-is-it", "bring-a-friend"] as const).flatMap(seen.mailsOf);
      return {
        "one lead": seen.leads.length === 1,
        "the campaign is kept":
          lead?.source.campaign === marks.utm_campaign && lead.source.attribution.gclid === marks.gclid,
        "the answer is her owner's": answer?.by.kind === "owner" && answer.by.id === lead?.owner,
        "both promises were kept, no other was made":
          seen.facts("sla.opened").length === 2 && again !== undefined && seen.facts("sla.breached").length === 0,
        "won by meeting and proposal": seen.stages === "new working meeting proposal converted",
        "has a customer record": lead?.customerId !== undefined,
        "served after the sale": after.length === 3,
        "still a customer when she asks again": lead?.stage === "converted" && seen.mailsOf("inquiry").length === 1,
        "thanked for both": seen.mailsOf("acknowledgement").length === 2,
        "nobody had to be reminded": seen.mailsOf("action-due").length === 0,
      };
    },
  };
}
