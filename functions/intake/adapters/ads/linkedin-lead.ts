import * as z from "zod";
import { boxMeaning } from "../../../language/box-meaning.ts";
import { sayDelivery } from "../../../language/texts.ts";
import { attributionFields } from "../../../lead/model/inquiry.ts";
import type { Source } from "../../../source/source.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { type LeadFormAnswer, sortAnswers } from "../../wire/answers.ts";
import { EpochMoment, List, OptionalText, optionally, readEach } from "../../wire/wire.ts";
import {
  consentOf,
  consentsOf,
  hiddenFieldsOf,
  type LeadForm,
  optionOf,
  QuestionKey,
  questionOf,
  wordingOf,
} from "./linkedin-form.ts";
import { formReference, lastOf } from "./linkedin-urn.ts";

const Campaign = optionally(z.object({ id: OptionalText, name: OptionalText }));

/** A lead as LinkedIn tells it; its form may come within (contracts/linkedin.md 5). */
export const LeadResponse = z.object({
  submittedAt: EpochMoment,
  testLead: z.boolean().optional().catch(undefined),
  versionedLeadGenFormUrn: OptionalText,
  owner: optionally(z.object({ sponsoredAccount: OptionalText, organization: OptionalText })),
  associatedEntity: optionally(z.object({ associatedCreative: OptionalText })),
  leadMetadata: optionally(z.object({ sponsoredLeadMetadata: optionally(z.object({ campaign: OptionalText })) })),
  leadMetadataInfo: optionally(z.object({ sponsoredLeadMetadataInfo: optionally(z.object({ campaign: Campaign })) })),
  formResponse: z.object({ answers: z.array(z.unknown()), consentResponses: List }),
  form: z.unknown().optional(),
});
export type LeadResponse = z.infer<typeof LeadResponse>;

const Given = z.looseObject({ questionId: QuestionKey, name: OptionalText });
const Held = z.object({
  textQuestionAnswer: optionally(z.object({ answer: QuestionKey })),
  multipleChoiceAnswer: optionally(z.object({ options: z.array(QuestionKey) })),
});

function asAnswer(given: z.infer<typeof Given>, form: LeadForm | undefined): LeadFormAnswer {
  const question = questionOf(form, given.questionId);
  // One transcription has the answer in another container than `answerDetails`, so any will do.
  const held = readEach([given, ...Object.values(given)], Held);
  const chosen = held.flatMap(({ multipleChoiceAnswer: choice }) => choice?.options ?? []);
  return {
    names: [question?.predefinedField ?? question?.name ?? given.name],
    question: wordingOf(form, question) ?? given.name ?? sayDelivery("answer.unnamed", { id: given.questionId }),
    values: [
      ...held.flatMap(({ textQuestionAnswer: text }) => (text ? [text.answer] : [])),
      ...chosen.map((option) => optionOf(form, question, option)),
    ],
  };
}

const ConsentResponse = z.object({ consentId: QuestionKey, accepted: z.boolean() });

/** Whether they agreed to all consents about mail, and to which. A box whose words nobody tells may be for anything. */
function consent(
  { formResponse }: LeadResponse,
  form: LeadForm | undefined,
): Pick<InquiryDraft, "agreed" | "agreedTo"> {
  const responses = readEach(formResponse.consentResponses, ConsentResponse);
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
  const told = sortAnswers(readEach(lead.formResponse.answers, Given).map((given) => asAnswer(given, form)));
  const nobody = lead.testLead === true && !told.email && !told.phone;
  const handle = { platform: "linkedin", scope: source.id, id: ask.id ?? "", name: sayDelivery("test.linkedin") };
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
