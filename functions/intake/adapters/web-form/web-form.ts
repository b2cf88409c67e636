import type { Source } from "../../../source/source.ts";
import { honeypotName } from "../../spam/suspicion.ts";
import type { SlowAdapter } from "../../wire/adapter.ts";
import { fieldsIn } from "../../wire/body.ts";
import { formIdempotencyKey, formInquiry, readForm } from "./form-inquiry.ts";
import { snippetTag } from "./snippet.ts";

/** What a marketer does to let a form of their own post to us. */
const steps = ({ id, consent }: Source, url: string): string[] => [
  `Simplest: put ${snippetTag(url)} into the page, and data-leadwright="${id}" on the form tag.`,
  `Or set the form's action to ${url} and its method to post.`,
  "Name the fields name, email, phone, company, message; one of email and phone is required.",
  'A form that has other names keeps them: what they do not say, the source\'s mapping does, such as {"email": "field_7"}.',
  consent.by === "none" ? "No consent text is needed." : `Show this: ${consent.text}`,
  `Without the snippet, add a text field named ${honeypotName(id)} that people do not see: what fills it in is a machine.`,
  `POST /api/sources/${id}/test with your own mail address, and see what a lead gets.`,
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
