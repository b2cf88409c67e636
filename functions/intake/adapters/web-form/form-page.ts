import { sayForm } from "../../../language/texts.ts";
import type { FieldError } from "../../../platform/error.ts";
import type { HttpResponse } from "../../../platform/http/http.ts";
import { type Html, html, page } from "../../../platform/http/page.ts";
import type { Source } from "../../../source/source.ts";
import type { FormFields } from "../../wire/body.ts";
import { pageField, type ShownConsent, shownConsent, textField } from "./consent-shown.ts";

const visible = [
  { name: "name", type: "text", autocomplete: "name" },
  { name: "email", type: "email", autocomplete: "email" },
  { name: "phone", type: "tel", autocomplete: "tel" },
  { name: "company", type: "text", autocomplete: "organization" },
] as const;

interface Filled {
  value: string;
  error: string | undefined;
}

/** What a person sees after sending the form of a source that has no thank-you page of its own. */
export const formThanksPage = (source: Source): HttpResponse =>
  page({
    title: sayForm.in(source.language)("thanks"),
    language: source.language,
    body: html`<p>${sayForm.in(source.language)("reached")}</p>`,
  });

const input = (
  say: ReturnType<typeof sayForm.in>,
  field: (typeof visible)[number],
  { value, error }: Filled,
): Html => html`
  <label>${say(`field.${field.name}`)}
    <input name="${field.name}" type="${field.type}" autocomplete="${field.autocomplete}" value="${value}"${error ? html` aria-invalid="true" aria-describedby="${field.name}-error"` : ""}>
    ${error && html`<span class="wrong" id="${field.name}-error">${error}</span>`}
  </label>`;

const longest = 20_000;
/** Room for the other fields: escaped they take up to six times as much, and a Lambda answers with 6 MB at most. */
const hiddenAtMost = 400_000;

const hiddenInput = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`;
const bareInput = hiddenInput("", "").markup.length;

function hiddenInputs(fields: FormFields, others: readonly string[]): Html[] {
  const shown = new Set<string>([...visible.map(({ name }) => name), "message", ...others]);
  let room = hiddenAtMost;
  const fits = ([name, value]: readonly [string, string]): boolean => {
    room -= bareInput + name.length + value.length;
    return room >= 0;
  };
  return [...fields]
    .filter(([name]) => !shown.has(name))
    .flatMap(([name, values]) => values.map((one) => [name, one] as const))
    .filter(fits)
    .map(([name, value]) => hiddenInput(name, value));
}

/** What one agrees to, as this page shows it: with the box as it was left, or at the button. It says so itself. */
function consentInputs({ text, box }: ShownConsent, url: string): Html {
  const shown = [hiddenInput(textField, text), hiddenInput(pageField, url)];
  if (!box) return html`<p class="quiet">${text}</p>${shown}`;
  return html`
    <label><input type="checkbox" name="${box.name}" value="on"${box.ticked && html` checked`}> ${text}</label>${shown}`;
}

/** With what is wrong and what was written. @param url the page's own address, kept as where the text was shown */
export function formErrorsPage(source: Source, fields: FormFields, errors: FieldError[], url: string): HttpResponse {
  const consent = shownConsent(source, fields);
  const own = [textField, pageField, ...(consent?.box ? [consent.box.name] : [])];
  const say = sayForm.in(source.language);
  const value = (name: string) => fields.get(name)?.[0]?.slice(0, longest) ?? "";
  return page({
    title: say("check"),
    language: source.language,
    status: 422,
    formTargets: source.thankYouUrl ? [new URL(source.thankYouUrl).origin] : [],
    body: html`
      <p>${say("stillHere", { errors: errors.length > 0 ? errors.map(({ message }) => message).join(" ") : say("missing") })}</p>
      <form method="post" action="${new URL(url).pathname}">
        ${visible.map((field) => input(say, field, { value: value(field.name), error: errors.find((error) => error.field === field.name)?.message }))}
        <label>${say("field.message")} <textarea name="message">${value("message")}</textarea></label>
        ${hiddenInputs(fields, own)}
        ${consent && consentInputs(consent, url)}
        <button>${say("sendAgain")}</button>
      </form>`,
  });
}
