import * as z from "zod";
import { sayError } from "../../language/texts.ts";
import { idPattern } from "../../platform/id.ts";
import { Instant } from "../../platform/time.ts";
import { OwnerId } from "./owner.ts";

export const InquiryId = z.string().regex(idPattern("inq"), sayError("lead.inquiryId")).brand<"InquiryId">();
export type InquiryId = z.infer<typeof InquiryId>;

export const channels = ["form", "email", "ad", "messenger", "call", "import", "referral"] as const;
export const Channel = z.enum([...channels, "engaged"]);
export type Channel = z.infer<typeof Channel>;

/** Marks of the campaign that brought an inquiry: UTM parameters and click ids, as they came. */
export const attributionFields = [
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_term",
  "utm_content",
  "utm_id",
  "gclid",
  "gbraid",
  "wbraid",
  "fbclid",
  "msclkid",
  "ttclid",
  "li_fat_id",
] as const;

/** By what a platform knows a person: unique within the page, number or bot that they wrote to (its `scope`). */
export const Handle = z.object({
  platform: z.string(),
  scope: z.string(),
  id: z.string(),
  /** What people see of them there, such as a user name. */
  name: z.string().optional(),
});
export type Handle = z.infer<typeof Handle>;

/** A file that came with a mail: cleaned name and type, and where it is in the bucket. */
export const Attachment = z.object({ name: z.string(), type: z.string(), bytes: z.number(), key: z.string() });
export type Attachment = z.infer<typeof Attachment>;

export const SourceMark = z.object({
  id: z.string(),
  name: z.string(),
  channel: z.enum(channels),
  platform: z.string(),
  campaign: z.string().optional(),
  page: z.string().optional(),
  referrer: z.string().optional(),
  attribution: z.record(z.string(), z.string()),
});
export type SourceMark = z.infer<typeof SourceMark>;

/** One incoming signal from one source, in the shape every door maps to. Nothing here is trusted, only cleaned. */
export const Inquiry = z.object({
  id: InquiryId,
  receivedAt: Instant,
  /** When it became a lead's, if it lay in a raw delivery or in quarantine until then: nobody could answer it before. */
  admittedAt: Instant.optional(),
  /** When the platform says it was made, if it says so. */
  saidAt: Instant.optional(),
  source: SourceMark,
  pool: z.string(),
  name: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  /** They called or wrote from that number: nobody typed it. */
  phoneIsTheirs: z.boolean().optional(),
  /** Nobody typed in that address: its domain vouches for it, or somebody of ours brings it with evidence. */
  emailIsTheirs: z.boolean().optional(),
  handle: Handle.optional(),
  company: z.string().optional(),
  message: z.string().optional(),
  language: z.string().optional(),
  country: z.string().optional(),
  consent: z.object({
    basis: z.enum(["opt-in", "imported", "inquiry"]),
    text: z.string().optional(),
    /** Which text it was: another wording is another version. */
    version: z.string().optional(),
    address: z.string().optional(),
    /** The page that showed the text, where it is another than the one they came by. */
    page: z.string().optional(),
    /** Its source does not have the thanks ask for a confirmation of the address. */
    confirm: z.literal("none").optional(),
  }),
  /** They say that they want no mail: what says so, and what it comes to. */
  refusal: z.object({ reason: z.enum(["unsubscribed", "do-not-contact"]), said: z.string() }).optional(),
  extra: z.record(z.string(), z.unknown()),
  attachments: z.array(Attachment).optional(),
  /** Fields that said more than is kept of them here; the payload has all of it. */
  cut: z.array(z.string()).optional(),
  /** Of a mail: the Message-IDs of its conversation, its own last. */
  thread: z.array(z.string()).optional(),
  subject: z.string().optional(),
  /** Contact data that could not be used, kept raw. */
  unusable: z.record(z.string(), z.string()),
  /** They were spoken to already: a call that was answered. */
  answered: z.object({ seconds: z.number().optional() }).optional(),
  test: z.boolean().optional(),
  /** Nobody was known by what it says: it made its lead. */
  made: z.boolean().optional(),
  /** Somebody of ours typed it in: the person is not thanked for writing. */
  manual: z.boolean().optional(),
  /** A mail for whose sender no domain vouches: nobody is thanked for it. */
  unvouched: z.boolean().optional(),
  /** Whose it is to be, where somebody of ours says so: a lead that needs an owner gets this one. */
  owner: OwnerId.optional(),
});
export type Inquiry = z.infer<typeof Inquiry>;

/** When its person said it; nothing of what stands in a file, which others have written. */
export const heardIn = ({ source, receivedAt }: Inquiry): Instant | undefined =>
  source.channel === "import" ? undefined : receivedAt;
