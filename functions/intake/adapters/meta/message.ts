import * as z from "zod";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { withoutUndefined } from "../../inquiry/present.ts";
import { inBrackets, openingWords, unsupported } from "../../wire/opening.ts";
import { List, OptionalText, optionally, PlatformId, readEach } from "../../wire/wire.ts";

/** From which ad or link somebody came (contracts/messengers.md C). */
export const Referral = z.object({
  ref: OptionalText,
  source: OptionalText,
  type: OptionalText,
  ad_id: OptionalText,
  ads_context_data: optionally(z.object({ ad_title: OptionalText, post_id: OptionalText })),
});
export type Referral = z.infer<typeof Referral>;

const Attachment = z.object({
  type: z.string().min(1).max(60),
  payload: optionally(z.object({ url: OptionalText })),
});

const True = optionally(z.literal(true));

export const MetaMessage = z.object({
  mid: optionally(PlatformId),
  text: OptionalText,
  is_echo: True,
  is_deleted: True,
  is_unsupported: True,
  quick_reply: optionally(z.object({ payload: OptionalText })),
  reply_to: optionally(z.object({ story: optionally(z.object({ url: OptionalText, id: OptionalText })) })),
  attachments: List.transform((attachments) => readEach(attachments, Attachment)),
  referral: optionally(Referral),
});
export type MetaMessage = z.infer<typeof MetaMessage>;

/** A button that was pressed; to an app that only listens (`standby`) Meta does not say which. */
export const Postback = z.object({
  mid: optionally(PlatformId),
  title: OptionalText,
  payload: OptionalText,
  referral: optionally(Referral),
});
export type Postback = z.infer<typeof Postback>;

export interface MetaContent {
  words: string | undefined;
  referral: Referral | undefined;
  extra: Record<string, unknown>;
}

const opened = (referral: Referral | undefined): string | undefined =>
  referral && openingWords({ title: referral.ads_context_data?.ad_title, ad: referral.ad_id, ref: referral.ref });

/** A message: its text, else what kind of things it holds, else from where its chat was opened. */
export function contentOfMessage(message: MetaMessage): MetaContent {
  const { text, attachments, quick_reply, reply_to, referral, is_unsupported: isUnsupported } = message;
  const kinds = attachments.map(({ type }) => inBrackets(type)).join(" ");
  const links = attachments.map(({ type, payload }) => [type, payload?.url].filter(Boolean).join(" "));
  const extra = {
    payload: quick_reply?.payload,
    story: reply_to?.story && (reply_to.story.url ?? reply_to.story.id),
    attachments: links.length > 0 ? links : undefined,
  };
  const words = text ?? (kinds || (opened(referral) ?? (isUnsupported && inBrackets(unsupported))));
  return { words, referral, extra: withoutUndefined(extra) };
}

/** A button that was pressed: what stands on it. */
export const contentOfPostback = ({ title, payload, referral }: Postback): MetaContent => ({
  words: title ?? opened(referral) ?? inBrackets("button"),
  referral,
  extra: withoutUndefined({ payload }),
});

/** A chat that was opened, or opened again, from an ad or a link, without a word. */
export const contentOfReferral = (referral: Referral): MetaContent => ({
  words: opened(referral),
  referral,
  extra: {},
});

/** The marks of an ad or link; a link has no campaign but the code that was put into it. */
export function marksOf(referral: Referral | undefined): Pick<InquiryDraft, "campaign" | "attribution"> {
  if (!referral) return {};
  const { ref, source, type, ad_id, ads_context_data: ad } = referral;
  return {
    campaign: ad?.ad_title ?? ref,
    attribution: {
      ad_id,
      ref,
      post_id: ad?.post_id,
      headline: ad?.ad_title,
      referral_source: source,
      referral_type: type,
    },
  };
}
