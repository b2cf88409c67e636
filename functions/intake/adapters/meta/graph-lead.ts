import * as z from "zod";
import { boxMeaning } from "../../../language/box-meaning.ts";
import { sayDelivery } from "../../../language/texts.ts";
import type { Source } from "../../../source/source.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { keptAnswers, type LeadFormAnswer, sortAnswers } from "../../wire/answers.ts";
import { IsoMoment, List, OptionalText, Reference, readEach } from "../../wire/wire.ts";

/** A lead as the Graph API tells it (contracts/meta.md 4). */
export const GraphLead = z.object({
  created_time: IsoMoment,
  ad_id: Reference,
  ad_name: OptionalText,
  adset_id: Reference,
  adset_name: OptionalText,
  campaign_id: Reference,
  campaign_name: OptionalText,
  form_id: Reference,
  platform: OptionalText,
  is_organic: z.boolean().optional().catch(undefined),
  field_data: z.array(z.unknown()),
  custom_disclaimer_responses: List,
});
export type GraphLead = z.infer<typeof GraphLead>;

/** The fields to ask for: without them the API tells the fewest. */
export const graphFields = ["id", ...Object.keys(GraphLead.shape)];

const Value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const FieldData = z.object({
  name: z.string(),
  values: z.union([z.array(Value.catch("")), Value.transform((value) => [value])]),
});
const Checkbox = z.object({ checkbox_key: OptionalText, is_checked: z.unknown() });

const checked: ReadonlySet<unknown> = new Set(["1", "true", true, 1]);

/** By the box that the mapping names as `consent`, else by those that mean news, offers or contact; nothing without a box. */
function agreed(responses: unknown[], { mapping }: Source): boolean | undefined {
  if (responses.length === 0) return undefined;
  const boxes = readEach(responses, Checkbox);
  const isMeant = (key = "") => (mapping?.consent ? key === mapping.consent : boxMeaning(key) === "consent");
  const meant = boxes.filter(({ checkbox_key: key }) => isMeant(key));
  return meant.length > 0 && meant.every(({ is_checked: value }) => checked.has(value));
}

/** What Meta's testing tool fills in (contracts/meta.md 5). */
const isDummy = ({ values }: LeadFormAnswer): boolean =>
  values.some((value) => /^\s*(<test lead: dummy data|test@(meta|fb)\.com\s*$)/i.test(value));

const asAnswer = ({ name, values }: z.infer<typeof FieldData>): LeadFormAnswer => ({
  names: [name],
  question: name,
  values,
});

/** What a lead says. Of a test lead whose data are all dummies no person is left: it is known by its own id. */
export function toDraft(lead: GraphLead, ask: Readonly<Record<string, string>>, source: Source): InquiryDraft {
  const answers = readEach(lead.field_data, FieldData).map(asAnswer);
  const dummies = answers.filter(isDummy);
  const event = sortAnswers(answers.filter((answer) => !isDummy(answer)));
  const { leadgen_id: id = "", page_id: page, form_id: form, ad_id: ad } = ask;
  const nobody = dummies.length > 0 && !event.email && !event.phone;
  const handle = { platform: "meta", scope: page ?? form ?? source.id, id, name: sayDelivery("test.meta") };
  const boxes = lead.custom_disclaimer_responses;
  return {
    ...event,
    ...(nobody && { handle }),
    ...(dummies.length > 0 && { test: true }),
    ...(lead.created_time && { at: lead.created_time }),
    agreed: agreed(boxes, source),
    campaign: lead.campaign_name,
    attribution: {
      ad_id: lead.ad_id ?? ad,
      ad_name: lead.ad_name,
      adset_id: lead.adset_id,
      adset_name: lead.adset_name,
      campaign_id: lead.campaign_id,
      campaign_name: lead.campaign_name,
      form_id: lead.form_id ?? form,
      page_id: page,
      placement: lead.platform,
      organic: lead.is_organic ? "true" : undefined,
    },
    extra: {
      ...event.extra,
      ...keptAnswers(dummies),
      ...(boxes.length > 0 && { custom_disclaimer_responses: boxes }),
    },
  };
}
