import * as z from "zod";

/*
 * What the auditor knows of the table's items: written down from the design and read off the raw items, not shared with
 * the functions that write them.
 */

const Instant = z.iso.datetime({ precision: 3 });

/** One fact of a timeline. */
const Fact = z.object({
  type: z.string(),
  by: z.object({ kind: z.string(), id: z.string().optional() }),
  data: z.record(z.string(), z.unknown()),
});

const Notice = z.object({
  kind: z.string(),
  scope: z.string(),
  to: z.string().optional(),
  step: z.string().optional(),
});

const Handle = z.object({ platform: z.string(), scope: z.string(), id: z.string() });
export type Handle = z.infer<typeof Handle>;

const Sla = z.object({
  dueAt: Instant,
  level: z.number(),
  respondedAt: Instant.optional(),
  breachedAt: Instant.optional(),
  closedAt: Instant.optional(),
});

const Lead = z.object({
  kind: z.literal("lead"),
  id: z.string(),
  version: z.number().int().positive(),
  epoch: z.number().int().nonnegative(),
  stage: z.string(),
  owner: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  handles: z.array(Handle).default([]),
  pool: z.string(),
  consent: z.object({ basis: z.string(), text: z.string().optional() }),
  nextAction: z.object({ what: z.string().min(1), dueAt: Instant }).optional(),
  sla: Sla.optional(),
  cadence: z.object({ name: z.string() }).optional(),
  dueAt: Instant.optional(),
  /** When it is looked again for somebody who takes an inquiry of theirs. */
  digestAt: Instant.optional(),
  pending: z.array(Notice),
  clicks: z.array(z.unknown()),
  createdAt: Instant,
  updatedAt: Instant,
  byAgeSk: z.string(),
  byStagePk: z.string(),
  byStageSk: z.string(),
  byDueSk: z.string().optional(),
  byOwnerPk: z.string().optional(),
  byOwnerSk: z.string().optional(),
});
export type Lead = z.infer<typeof Lead>;

const Timeline = { pk: z.string(), sk: z.string().startsWith("T#"), at: Instant, facts: z.array(Fact) };

const Facts = z.object({ kind: z.literal("facts"), ...Timeline });

const Inquiry = z.object({
  kind: z.literal("inquiry"),
  ...Timeline,
  leadId: z.string(),
  digestedAt: Instant.optional(),
  forgottenAt: Instant.optional(),
  inquiry: z.object({
    id: z.string(),
    receivedAt: Instant,
    admittedAt: Instant.optional(),
    source: z.object({ id: z.string(), channel: z.string() }),
    email: z.string().optional(),
    handle: Handle.optional(),
    consent: z.object({ basis: z.string(), text: z.string().optional() }),
    test: z.boolean().default(false),
    made: z.boolean().default(false),
    manual: z.boolean().default(false),
    emailIsTheirs: z.boolean().default(false),
    unvouched: z.boolean().default(false),
    answered: z.object({}).optional(),
  }),
});
export type InquiryItem = z.infer<typeof Inquiry>;

const Touch = z.object({
  kind: z.literal("touch"),
  pk: z.string(),
  sk: z.string().startsWith("TOUCH#"),
  state: z.enum(["claimed", "calling", "unknown", "sent", "skipped"]),
  covers: z.array(z.string()),
  since: Instant.optional(),
  messageId: z.string().optional(),
});
export type TouchItem = z.infer<typeof Touch>;

/** An address has one lead; a number may lead to several. */
const Claim = z.object({
  kind: z.literal("claim"),
  pk: z.string(),
  leadId: z.string().optional(),
  holders: z.array(z.object({ leadId: z.string() })).optional(),
});

const Once = z.object({ kind: z.literal("once"), pk: z.string(), inquiryId: z.string() });

/** What a door took in and could not make inquiries of at once. */
const Parcel = z.object({
  kind: z.literal("parcel"),
  id: z.string(),
  state: z.enum(["waiting", "quarantined", "unpacked"]),
  dueAt: Instant.optional(),
  byDueSk: z.string().optional(),
  byStagePk: z.string(),
  inquiryId: z.string().optional(),
});
export type ParcelItem = z.infer<typeof Parcel>;

/** How many inquiries a source brought on a day, and how many leads they made: one shard of several. */
const Seen = z.object({
  kind: z.literal("seen"),
  pk: z.string().startsWith("SEEN#"),
  sk: z.string().regex(/^\d{4}-\d\d-\d\d#\d+$/),
  inquiries: z.number().int().positive(),
  leads: z.number().int().nonnegative(),
});
export type SeenItem = z.infer<typeof Seen>;

const Source = z.object({ kind: z.literal("source"), id: z.string(), consent: z.object({ by: z.string() }) });
const Owner = z.object({
  kind: z.literal("owner"),
  id: z.string(),
  email: z.string(),
  pool: z.string(),
  role: z.enum(["owner", "manager"]),
  /** Absent: they are there. */
  available: z.boolean().optional(),
  deletedAt: z.string().optional(),
});
export type OwnerItem = z.infer<typeof Owner>;

const Item = z.discriminatedUnion("kind", [Lead, Facts, Inquiry, Touch, Claim, Once, Parcel, Seen, Source, Owner]);
export type Item = z.infer<typeof Item>;

const Kind = z.object({ kind: z.string().default("without a kind") });
const audited: ReadonlySet<string> = new Set(Item.options.flatMap(({ shape }) => [...shape.kind.values]));

/** The items of a table: those that are audited, how many there are of other kinds, and what cannot be read. */
export interface Items {
  known: Item[];
  others: Map<string, number>;
  unreadable: string[];
  /** What rivals have left, of items that they met, by key. */
  marked: Map<string, Marked>;
}

const Marked = z.object({
  pk: z.string(),
  sk: z.string(),
  version: z.number(),
  rivals: z.set(z.string()).default(new Set()),
});
export type Marked = z.infer<typeof Marked>;

/** Reads raw items. One that is not as it should be is named, not thrown. */
export function readItems(raw: Iterable<Record<string, unknown>>): Items {
  const items: Items = { known: [], others: new Map(), unreadable: [], marked: new Map() };
  for (const one of raw) {
    const marked = Marked.safeParse(one).data;
    if (marked) items.marked.set(`${marked.pk} ${marked.sk}`, marked);
    const { kind } = Kind.parse(one);
    if (!audited.has(kind)) {
      items.others.set(kind, (items.others.get(kind) ?? 0) + 1);
      continue;
    }
    const item = Item.safeParse(one);
    if (item.success) items.known.push(item.data);
    else items.unreadable.push(`${one.pk} ${one.sk} (${kind}) is not as it should be: ${problem(item.error)}`);
  }
  return items;
}

const problem = ({ issues: [first] }: z.ZodError): string => `${first?.path.join(".")}: ${first?.message}`;
