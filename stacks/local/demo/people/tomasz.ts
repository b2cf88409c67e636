import type { InboxMail } from "../script/mail.ts";
import { answers, converts } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** The bad day: nobody answers, the promise breaks, the next owner takes over, tries, and reaches him a day later. */
export function tomasz(): Part {
  const person = { name: "Tomasz Nowak", email: "tomasz.nowak@stolarnia.example", phone: "+353 1 555 0142" };
  const marks = {
    utm_source: "facebook",
    utm_medium: "paid-social",
    utm_campaign: "storm-repair",
    fbclid: "IwAR-tomasz",
  };
  const message = "Last night’s hail broke some forty tiles over my workshop in Łódź Street. It drips on the oak!";
  return {
    person,
    expected: "waits too long: manager told, handed on, tried, reached next day, won all the same",
    scenes: [
      { at: "PT1M", play: (stage) => asks(stage, person, { message, marks }) },
      {
        at: "PT13M",
        play: (stage) =>
          answers(stage, person, { outcome: "attempted", channel: "call", note: "his voicemail is full" }),
      },
      {
        at: "P1DT20M",
        play: (stage) => answers(stage, person, { outcome: "reached", channel: "call", note: "roofers come at noon" }),
      },
      { at: "P2DT1H", play: (stage) => converts(stage, person, "forty tiles, paid at once") },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      const manager = evidence.colleagues.find(({ role }) => role === "manager");
      const [first, second] = seen.facts("lead.assigned").map(({ data }) => data.to);
      const emailOf = (id: unknown) => evidence.colleagues.find((one) => one.id === id)?.email ?? "nobody";
      const wentTo = (mails: InboxMail[], address: string | undefined) =>
        mails.length === 1 && mails[0]?.to.join() === address;
      const tries = seen.facts("response.recorded").map(({ by, data }) => `${by.id} ${data.outcome}`);
      return {
        "one lead": seen.leads.length === 1,
        "promise broken at minute 5": seen.minuteOf("sla.breached") === 5,
        "the owner is reminded": wentTo(seen.mailsOf("response-overdue"), emailOf(first)),
        "the manager is told": wentTo(seen.mailsOf("promise-broken"), manager?.email),
        "escalated at minute 10": seen.minuteOf("sla.escalated") === 10,
        "handed to the other owner": first !== second && lead?.owner === second,
        "the new owner is told": wentTo(seen.mailsOf("reassigned"), emailOf(second)),
        "the new owner is reminded to try again": wentTo(seen.mailsOf("action-due"), emailOf(second)),
        "tried, then reached, by the new owner": tries.join() === [`${second} attempted`, `${second} reached`].join(),
        "a late answer keeps no promise": seen.facts("sla.met").length === 0,
        "won in the end": seen.stages === "new working converted",
      };
    },
  };
}
