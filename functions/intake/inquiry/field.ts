import { fieldMeant, type LeadField } from "../../language/field-name.ts";
import { attributionFields } from "../../lead/model/inquiry.ts";

type Mark = (typeof attributionFields)[number];

/** What a field of a form may be to us: the lead's, how the page was reached, or no answer of a person at all. */
export type FormField = LeadField | Mark | "page" | "referrer" | "guard";

const marks: ReadonlySet<string> = new Set(attributionFields);
export const isMark = (field: FormField): field is Mark => marks.has(field);

const circumstances: Readonly<Record<string, FormField>> = {
  ...Object.fromEntries(attributionFields.map((name) => [name.replaceAll("_", ""), name])),
  pageurl: "page",
  pageuri: "page",
  pagelink: "page",
  sourceurl: "page",
  landingpage: "page",
  landingpageurl: "page",
  referrer: "referrer",
  referer: "referrer",
  referrerurl: "referrer",
  httpreferer: "referrer",
  httpreferrer: "referrer",
  cfturnstileresponse: "guard",
  grecaptcharesponse: "guard",
  hcaptcharesponse: "guard",
};

/** What plugins add for themselves, such as Contact Form 7's `_wpcf7_unit_tag`. */
const plumbing = /^_?(wpcf7|wpnonce|wp_http|gform|token$)/i;

/** Which field a name means; the first of some names that says so counts. */
export function formFieldMeant(names: readonly string[]): FormField | undefined {
  for (const name of names) {
    if (plumbing.test(name)) return "guard";
    const plain = name.toLowerCase().replace(/[^a-z]/g, "");
    const meant = Object.hasOwn(circumstances, plain) ? circumstances[plain] : fieldMeant(name);
    if (meant) return meant;
  }
  return undefined;
}

/** What a platform's own kind of a field tells, such as Elementor's `tel` or Webflow's `FormEmailInput`. */
export function fieldOfType(type: string | undefined): LeadField | undefined {
  if (type === undefined) return undefined;
  if (/email/i.test(type)) return "email";
  return /^tel$|phone/i.test(type) ? "phone" : undefined;
}
