import { crowd, type Person, type Plan } from "../bench/crowd.ts";

const day = 86_400_000;

/** What is planned for a crowd is over after so many days. */
const planned = 170;

/** One of so many people has this of their own, beside what chance has for everybody. */
const oneIn = { bounces: 16, complains: 16, replies: 5, sleeps: 8 };

const isOne = (place: number, many: number, offset: number): boolean => place % many === offset;

/** The address at SES's mailbox simulator that stands for what becomes of mail to them. */
function addressOf(email: string, place: number): string {
  const local = email.split("@")[0];
  if (isOne(place, oneIn.bounces, 3)) return `bounce+${local}@simulator.amazonses.com`;
  return isOne(place, oneIn.complains, 11) ? `complaint+${local}@simulator.amazonses.com` : email;
}

function plansOf({ plans }: Person, place: number, days: number): Plan[] {
  const soon = (days / 40) * (1 + (place % 7)) * day;
  return [
    ...plans.map(({ after, doing }): Plan => ({ after: (after * days) / planned, doing })),
    ...(isOne(place, oneIn.replies, 1) ? [{ after: soon, doing: { what: "replies" } } satisfies Plan] : []),
    ...(isOne(place, oneIn.sleeps, 2)
      ? [{ after: (days / 20) * day, doing: { what: "moves", to: "dormant", reason: "stalled" } } satisfies Plan]
      : []),
  ];
}

/** Whether somebody is to fall asleep, to be asked again 45 days later. */
export const isSleeper = ({ plans }: Person): boolean =>
  plans.some(({ doing }) => doing.what === "moves" && doing.to === "dormant");

/** A crowd whose whole life is in so many days, with people whose mail bounces or annoys, who answer, or fall asleep. */
export const hurried = (count: number, days: number, seed: number): Person[] =>
  crowd(count, days / 10, seed).map((person, place): Person => {
    const { email, ...fields } = person.fields;
    const reached = email ? { ...fields, email: addressOf(email, place) } : fields;
    return { ...person, fields: reached, plans: plansOf(person, place, days) };
  });
