import { answers, converts, plans } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** One person, two inquiries, two spellings: still one lead; its next action is planned ahead and kept. */
export function laura(): Part {
  const person = { name: "Laura Bianchi", email: "laura.bianchi@trattoriabianchi.example" };
  const shouted = { name: "LAURA BIANCHI", email: person.email.toUpperCase() };
  const marks = { utm_source: "newsletter", utm_medium: "email", utm_campaign: "november-offers" };
  const phone = "+39 06 555 0178";
  return {
    person,
    expected: "writes again in capitals: one lead, thanked once; waits for a permit, is won in January",
    scenes: [
      {
        at: "PT2M",
        play: (stage) =>
          asks(stage, person, { message: "Buongiorno! Could the terrace of our trattoria get a glass roof?", marks }),
      },
      {
        at: "PT4M",
        play: (stage) =>
          asks(stage, { ...shouted, phone }, { message: "I forgot: it must be ready by Easter. Call me!" }),
      },
      {
        at: "PT6M",
        play: (stage) =>
          answers(stage, person, { outcome: "reached", channel: "call", note: "sends photos, waits for a permit" }),
      },
      { at: "P1DT1H", play: (stage) => plans(stage, person, { what: "Ask for the permit", in: "P60D" }) },
      { at: "P60DT1H", play: (stage) => converts(stage, person, "glass roof, ready by Easter") },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      const again = seen.mailsOf("inquiry");
      return {
        "one lead": seen.leads.length === 1,
        "both inquiries on its timeline": seen.facts("inquiry.received").length === 2,
        "name and address as she wrote them first": lead?.name === person.name && lead.email === person.email,
        "her phone was added": lead?.phone === phone.replaceAll(" ", ""),
        'the owner is told "wrote again"': again.length === 1 && again[0]?.subject.includes("wrote again") === true,
        "one acknowledgement": seen.mailsOf("acknowledgement").length === 1,
        "one promise, and it was kept": seen.facts("sla.opened").length === 1 && seen.minuteOf("sla.met") === 4,
        "nobody had to be reminded": seen.mailsOf("action-due").length === 0,
        "won in January": seen.stages === "new working converted",
      };
    },
  };
}
