import * as z from "zod";
import { boxMeaning } from "../../../language/box-meaning.ts";
import { attributionFields } from "../../../lead/model/inquiry.ts";
import type { Source } from "../../../source/source.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { type Answer, sorted } from "../../wire/answers.ts";
import { List, Moment, maybe, Note, readable } from "../../wire/wire.ts";
import {
  consentOf,
  consentsOf,
  hiddenFieldsOf,
  Key,
  type LeadForm,
  optionOf,
  questionOf,
  wordingOf,
} from "./linkedin-form.ts";
import { formReference, lastOf } from "./linkedin-urn.ts";

const Campaign = maybe(z.object({ id: Note, name: Note }));

/** A lead as LinkedIn tells it; its form may come within (contracts/linkedin.md 5). */
export const LeadResponse = z.object({
  submittedAt: Moment,
  testLead: z.boolean().optional().catch(undefined),
  versionedLeadGenFormUrn: Note,
  owner: maybe(z.object({ sponsoredAccount: Note, organization: Note })),
  associatedEntity: maybe(z.object({ associatedCreative: Note })),
  leadMetadata: maybe(z.object({ sponsoredLeadMetadata: maybe(z.object({ campaign: Note })) })),
  leadMetadataInfo: maybe(z.object({ sponsoredLeadMetadataInfo: maybe(z.object({ campaign: Campaign })) })),
  formResponse: z.object({ answers: z.array(z.unknown()), consentResponses: List }),
  form: z.unknown().optional(),
});
export type LeadResponse = z.infer<typeof LeadResponse>;

const Given = z.looseObject({ questionId: Key, name: Note });
const Held = z.object({
  textQuestionAnswer: maybe(z.object({ answer: Key })),
  multipleChoiceAnswer: maybe(z.object({ options: z.array(Key) })),
});

function asAnswer(given: z.infer<typeof Given>, form: LeadForm | undefined): Answer {
  const question = questionOf(form, given.questionId);
  // One transcription has the answer in another container than `answerDetails`, so any will do.
  const held = readable([given, ...Object.values(given)], Held);
  const chosen = held.flatMap(({ multipleChoiceAnswer: choice }) => choice?.options ?? []);
  return {
    names: [question?.predefinedField ?? question?.name ?? given.name],
    question: wordingOf(form, question) ?? given.name ?? `question ${given.questionId}`,
    values: [
      ...held.flatMap(({ textQuestionAnswer: text }) => (text ? [text.answer] : [])),
      ...chosen.map((option) => optionOf(form, question, option)),
    ],
  };
}

const ConsentResponse = z.object({ consentId: Key, accepted: z.boolean() });

/**
 * Whether they agreed to all of what the form asks that is about mail by its words, and to which; nothing where it does not
 * ask. A box whose words nobody tells may be for anything.
 */
function consent(
  { formResponse }: LeadResponse,
  form: LeadForm | undefined,
): Pick<InquiryDraft, "agreed" | "agreedTo"> {
  const responses = readable(formResponse.consentResponses, ConsentResponse);
  const asked = [...new Set([...consentsOf(form), ...responses.map(({ consentId }) => consentId)])];
  if (asked.length === 0) return {};
  const meant = asked.filter((id) => boxMeaning(consentOf(form, id) ?? "") === "consent");
  const accepts = (id: string) => responses.some(({ consentId, accepted }) => consentId === id && accepted);
  const agreed = meant.length > 0 && meant.every(accepts);
  const texts = meant.flatMap((id) => consentOf(form, id) ?? []);
  return { agreed, agreedTo: (agreed && texts.join(" ")) || undefined };
}

const isMark = (name: string): boolean => attributionFields.some((field) => field === name);

/** What a lead says. A test that names no way to reach anybody is known by its own id. */
export function toDraft(
  lead: LeadResponse,
  form: LeadForm | undefined,
  ask: Readonly<Record<string, string>>,
  source: Source,
): InquiryDraft {
  const told = sorted(readable(lead.formResponse.answers, Given).map((given) => asAnswer(given, form)));
  const nobody = lead.testLead === true && !told.email && !told.phone;
  const handle = { platform: "linkedin", scope: source.id, id: ask.id ?? "", name: "LinkedIn test lead" };
  const hidden = Object.entries(hiddenFieldsOf(form));
  const campaign = lead.leadMetadataInfo?.sponsoredLeadMetadataInfo?.campaign;
  return {
    ...told,
    ...consent(lead, form),
    ...(nobody && { handle }),
    ...(lead.testLead && { test: true }),
    ...(lead.submittedAt && { at: lead.submittedAt }),
    ...(form?.creationLocale && { language: form.creationLocale.language.toLowerCase() }),
    campaign: campaign?.name,
    attribution: {
      ...Object.fromEntries(hidden.filter(([name]) => isMark(name))),
      campaign_id: lastOf(lead.leadMetadata?.sponsoredLeadMetadata?.campaign ?? campaign?.id),
      campaign_name: campaign?.name,
      creative_id: lastOf(lead.associatedEntity?.associatedCreative) ?? ask.creative_id,
      account_id: lastOf(lead.owner?.sponsoredAccount ?? lead.owner?.organization) ?? ask.account_id,
      form_id: ask.form_id ?? formReference(lead.versionedLeadGenFormUrn)?.form_id,
    },
    extra: { ...Object.fromEntries(hidden.filter(([name]) => !isMark(name))), ...told.extra },
  };
}
