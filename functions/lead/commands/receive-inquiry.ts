import { sayError } from "../../language/texts.ts";
import { type Addition, absent, transact } from "../../platform/aws/write.ts";
import { AppError } from "../../platform/error.ts";
import { sortable } from "../../platform/id.ts";
import { type Instant, plus } from "../../platform/time.ts";
import { heardIn, type Inquiry, type InquiryId } from "../model/inquiry.ts";
import { type Lead, LeadId } from "../model/lead.ts";
import { consentIn } from "../rules/consent.ts";
import { grace } from "../rules/stage.ts";
import { claimIdempotencyKey, duplicateAmong, type IdempotencyKey } from "../store/idempotency.ts";
import { claimWrites, knownLead, readClaims, revisionChecks, withoutOthersAddress } from "../store/identity-claims.ts";
import { leadItem } from "../store/leads.ts";
import { inquiryItem } from "../store/timeline.ts";

export interface InquirySubmission {
  inquiry: Inquiry;
  idempotencyKey: IdempotencyKey;
  /** The payload as it came, or where it is kept. */
  payload: object;
  /** What is counted with it, each up to a limit: beyond one it is not taken in. */
  limits?: Limit[];
}

/** A count that is raised with an inquiry, and what is odd about one beyond its limit. */
export interface Limit {
  write: Addition;
  odd: string;
}

export interface Receipt {
  inquiryId: InquiryId;
  /** Whose it is; not known of a repeat whose first is still in quarantine. */
  leadId?: LeadId;
  repeat: boolean;
  /** Its sender has taken it back before it came: it is nobody's. */
  forgotten?: boolean;
  made?: boolean;
  /** It was not taken in, being one too many: why. */
  odd?: string;
}

const attempts = 6;

/** Takes an inquiry in, once, in one read and one transaction, unless beyond a limit. @throws AppError `unavailable` */
export async function receiveInquiry(submission: InquirySubmission, now: Instant): Promise<Receipt> {
  const { limits = [] } = submission;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const claims = await readClaims(submission.inquiry, submission.idempotencyKey);
    const { repeat: idempotencyKey } = claims;
    const { forgotten, message, answered } = claims.revision ?? {};
    const revised = { ...(message !== undefined && { message }), ...(answered !== undefined && { answered }) };
    if (idempotencyKey) return { inquiryId: idempotencyKey.inquiryId, leadId: idempotencyKey.leadId, repeat: true };
    if (forgotten) return { inquiryId: submission.inquiry.id, repeat: false, forgotten: true };
    const known = knownLead(submission.inquiry, claims);
    const told = withoutOthersAddress(submission.inquiry, claims, known);
    const inquiry = { ...told, ...revised, made: !known || undefined };
    const leadId = known ?? LeadId.parse(`ld_${sortable(now)}`);
    const made = known ? [] : [{ put: leadItem(newLead(leadId, inquiry, now)), when: absent }];
    const failedConditions = await transact([
      claimIdempotencyKey(
        inquiry.source.id,
        { idempotencyKey: submission.idempotencyKey, id: inquiry.id, at: inquiry.receivedAt },
        leadId,
      ),
      ...made,
      { put: inquiryItem({ leadId, inquiry, payload: submission.payload }), when: absent },
      ...claimWrites(leadId, inquiry, claims),
      ...revisionChecks(inquiry, submission.idempotencyKey, claims),
      ...limits.map(({ write }) => write),
    ]);
    if (failedConditions.length === 0) return { inquiryId: inquiry.id, leadId, repeat: false, made: !known };
    const earlier = duplicateAmong(failedConditions);
    if (earlier) return { ...earlier, repeat: true };
    const beyond = limits.find(({ write }) => failedConditions.some(({ item }) => item?.pk === write.add.pk));
    if (beyond) return { inquiryId: inquiry.id, repeat: false, odd: beyond.odd };
  }
  throw new AppError("unavailable", sayError("lead.tooMany"));
}

/** What would become of an inquiry if it were taken in; nothing is stored. */
export async function previewInquiry({
  inquiry,
  idempotencyKey,
}: Pick<InquirySubmission, "inquiry" | "idempotencyKey">): Promise<"new" | "known" | "repeat"> {
  const claims = await readClaims(inquiry, idempotencyKey);
  if (claims.repeat) return "repeat";
  return knownLead(inquiry, claims) ? "known" : "new";
}

/** A card as the door makes it, `now`: epoch 0, due within the grace time, to be digested behind the stream. */
const newLead = (id: LeadId, inquiry: Inquiry, now: Instant): Lead => ({
  id,
  version: 1,
  epoch: 0,
  run: 0,
  stage: "new",
  temperature: "cold",
  score: { fit: 0, engagement: 0, total: 0, reasons: [] },
  name: inquiry.name,
  firstName: inquiry.firstName,
  lastName: inquiry.lastName,
  email: inquiry.email,
  phone: inquiry.phone,
  phones: inquiry.phone ? [inquiry.phone] : [],
  handles: inquiry.handle ? [inquiry.handle] : [],
  company: inquiry.company,
  language: inquiry.language ?? "en",
  country: inquiry.country,
  pool: inquiry.pool,
  source: inquiry.source,
  consent: consentIn(inquiry),
  emailConfirmed: inquiry.email && inquiry.emailIsTheirs ? { at: inquiry.receivedAt, by: "source" } : undefined,
  suppressed: {},
  qualification: {},
  reminders: 0,
  dueAt: plus(now, grace),
  cycle: 0,
  test: inquiry.test,
  pending: [],
  clicks: [],
  lastInquiry: inquiry.id,
  heardAt: heardIn(inquiry),
  signAt: inquiry.receivedAt,
  createdAt: inquiry.receivedAt,
  updatedAt: now,
});
