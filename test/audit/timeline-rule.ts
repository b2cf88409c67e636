import { type Entry, told } from "./evidence.ts";
import type { Lead } from "./item.ts";
import { each, ofEachLead, repeated, together } from "./rule.ts";

const types: ReadonlySet<string> = new Set(
  [
    "inquiry.received lead.created lead.merged lead.assigned lead.scored stage.entered sla.opened sla.met sla.breached",
    "sla.escalated response.recorded task.created task.done mail.sent mail.delivered mail.bounced mail.complained",
    "mail.opened mail.clicked reply.received autoreply.received lead.unsubscribed lead.resubscribed survey.answered",
    "activity.added touch.skipped touch.unknown lead.declined lead.converted lead.archived lead.blocked audit",
  ].flatMap((names) => names.split(" ")),
);

const actors: ReadonlySet<string> = new Set(["lead", "owner", "ops", "system"]);

/** What an entry must say (SURFACE "Timeline data"). */
const fields: Record<string, string[]> = {
  "inquiry.received": ["inquiryId", "channel", "source"],
  "stage.entered": ["to"],
  "sla.opened": ["channel", "level", "dueAt"],
  "sla.met": ["channel", "level", "dueAt"],
  "sla.breached": ["channel", "level", "dueAt"],
  "sla.escalated": ["channel", "level", "dueAt"],
  "lead.assigned": ["to", "why"],
  "mail.sent": ["mailId", "purpose", "touch", "to"],
  "touch.skipped": ["touch", "purpose", "reason"],
  "touch.unknown": ["touch", "purpose"],
  "reply.received": ["mailId", "text"],
  "survey.answered": ["answer"],
};

const isSaid = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

/** Every entry is one of SURFACE's, says what it must, by somebody it knows, in the order of time. */
export const timelines = ofEachLead(
  "timelines",
  "an entry has a type, an actor and data that the surface names, in order",
  (found) => {
    const { timeline } = found;
    const entries = each(timeline, ({ id, at, type, by, data }) => [
      ...(types.has(type) ? [] : [`tells of ${type} at ${at}, which is no type`]),
      ...(actors.has(by.kind) ? [] : [`tells of ${type} at ${at} by ${by.kind}`]),
      ...(fields[type] ?? [])
        .filter((field) => !isSaid(data[field]))
        .map((field) => `tells ${id} ${type} without ${field}`),
    ]);
    const backwards = timeline.filter(({ at }, place) => at < (timeline[place - 1]?.at ?? ""));
    const twice = repeated(timeline.map(({ id }) => id));
    return together(entries, {
      checked: 0,
      broken: [
        ...backwards.map(({ id, at }) => `tells ${id} of ${at} after something later`),
        ...twice.map((id) => `has two entries ${id}`),
      ],
    });
  },
);

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The version of the lead in which an entry was told, by its id: the four letters after its time. */
const versionIn = ({ id }: Entry): number =>
  [...id.slice(10, 14)].reduce((version, letter) => version * 32 + crockford.indexOf(letter), 0);

/** Stages are entered in the order of the lead's versions, and none in a version that it has not had. */
const outOfTurn = (entered: Entry[], { version: last }: Lead): string[] =>
  entered.flatMap((entry, place) => {
    const [version, before = entry] = [versionIn(entry), entered[place - 1]];
    const isInTurn = version >= versionIn(before) && version <= last;
    return isInTurn
      ? []
      : [`entered ${entry.data.to} in version ${version}, after ${versionIn(before)} and of ${last}`];
  });

/** The timeline's stages are one path, by the lead's versions, that ends where the lead is. */
export const stages = ofEachLead("stages", "the stages are one path that ends where the lead is", (found) => {
  const { lead } = found;
  const entered = told(found, "stage.entered");
  let stage: unknown;
  const path = each(entered, ({ at, data }) => {
    const from = stage;
    stage = data.to;
    if (data.from === undefined && from === undefined) return [];
    return data.from === from ? [] : [`left ${data.from} at ${at}, and was in ${from}`];
  });
  const end = lead.epoch === 0 || stage === lead.stage ? [] : [`is in ${lead.stage}, and its timeline says ${stage}`];
  return together(path, { checked: 0, broken: [...outOfTurn(entered, lead), ...end] });
});
