import { sayDelivery } from "../../language/texts.ts";
import { fingerprint } from "../../platform/security/fingerprint.ts";
import { type Instant, millis, second } from "../../platform/time.ts";
import type { Source, SourceId } from "../../source/source.ts";
import type { InquiryDraft } from "../inquiry/inquiry-draft.ts";
import type { FormFields } from "../wire/body.ts";
import { isDisposable } from "./disposable-domains.ts";
import { spamIn, withoutToolsOwn } from "./spam-text.ts";

/** Nobody reads and fills in a form in less; in milliseconds. */
const quickest = 2 * second;

/** How long the form was open, as the snippet measured it, in milliseconds. */
export const fillTimeField = "fill_ms";
/** When the form was loaded: ISO 8601 or milliseconds since 1970, for pages that do not measure. */
export const loadedField = "form_loaded_at";

/** Only a machine fills it in: another for each source, it means nothing to a browser that fills in forms. */
export const honeypotName = (source: SourceId): string =>
  `ref_${fingerprint(`leadwright honeypot ${source}`).slice(0, 8)}`;

export interface Suspect {
  draft: InquiryDraft;
  source: SourceId;
  fields: FormFields;
  captchaFailed?: boolean | undefined;
}

const first = (fields: FormFields, name: string): string =>
  fields
    .get(name)
    ?.find((value) => value.trim() !== "")
    ?.trim() ?? "";

function openedFor(fields: FormFields, now: Instant): number | undefined {
  const measured = first(fields, fillTimeField);
  if (/^\d{1,12}$/.test(measured)) return Number(measured);
  const loaded = first(fields, loadedField);
  const span = millis(now) - (/^\d{1,15}$/.test(loaded) ? Number(loaded) : Date.parse(loaded));
  // A clock that goes ahead says nothing of the person.
  return span >= 0 ? span : undefined;
}

const writtenBySpammers = (draft: InquiryDraft): string | undefined =>
  draft.email !== undefined && isDisposable(draft.email) ? sayDelivery("suspect.thrownAway") : spamIn(draft);

/** A guess as well. How a form was filled in, and how often, only the tool knows whose server sends it. */
export const suspicionOfDraft = (draft: InquiryDraft, { channel }: Source): string | undefined =>
  channel === "form" ? writtenBySpammers(withoutToolsOwn(draft)) : undefined;

/** Why a post looks like spam; `undefined` when it does not. A guess: suspects are quarantined for a person, never dropped. */
export function suspicionOf(suspect: Suspect, now: Instant): string | undefined {
  const { draft, source, fields } = suspect;
  if (first(fields, honeypotName(source)) !== "") return sayDelivery("suspect.honeypot");
  if (suspect.captchaFailed) return sayDelivery("suspect.captcha");
  const open = openedFor(fields, now);
  if (open !== undefined && open < quickest) return sayDelivery("suspect.quick", { millis: open });
  return writtenBySpammers(draft);
}
