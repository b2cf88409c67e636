import { sayStep } from "../../../language/texts.ts";
import type { Source } from "../../../source/source.ts";
import { honeypotName } from "../../spam/suspicion.ts";
import type { SlowAdapter } from "../../wire/adapter.ts";
import { fieldsIn } from "../../wire/body.ts";
import { formIdempotencyKey, formInquiry, readForm } from "./form-inquiry.ts";
import { snippetTag } from "./snippet.ts";

/** What a marketer does to let a form of their own post to us. */
const steps = ({ id, consent }: Source, url: string): string[] => [
  sayStep("form.snippet", { snippet: snippetTag(url), id }),
  sayStep("form.action", { url }),
  sayStep("form.fields"),
  sayStep("form.mapping", { example: '{"email": "field_7"}' }),
  consent.by === "none" ? sayStep("form.noConsent") : sayStep("form.consent", { text: consent.text }),
  sayStep("form.honeypot", { field: honeypotName(id) }),
  sayStep("form.test", { id }),
];

/** A form of one's own, as its raw deliveries are opened; the form door itself takes in what browsers post. */
export const webForm: SlowAdapter = {
  channel: "form",
  secrets: ["turnstileSecret", "recaptchaSecret"],
  needed: [],
  verify: () => undefined,
  parse: async (delivery, { source, now }) => {
    const fields = await fieldsIn(delivery.bytes, delivery.headers["content-type"] ?? "");
    const { draft, submission } = readForm(fields, source);
    const { hash, until } = formIdempotencyKey(submission, formInquiry(draft, source, "", now));
    return [{ kind: "inquiry", id: hash, hash, draft: draft, brief: until !== undefined }];
  },
  steps,
};
