import type { Source } from "../../lead/source.ts";
import type { FieldError } from "../../platform/error.ts";
import type { Reply } from "../../platform/http.ts";
import { type Html, html, page } from "../../platform/page.ts";
import type { Fields } from "../body.ts";

const visible = [
  { name: "name", label: "Your name", type: "text", autocomplete: "name" },
  { name: "email", label: "Mail address", type: "email", autocomplete: "email" },
  { name: "phone", label: "Phone", type: "tel", autocomplete: "tel" },
  { name: "company", label: "Company", type: "text", autocomplete: "organization" },
] as const;

/** What a person sees after sending the form of a source that has no thank-you page of its own. */
export const thanksPage = (source: Source): Reply =>
  page({
    title: "Thank you",
    language: source.language,
    body: html`<p>Your message has reached us. One of us will get in touch with you soon.</p>`,
  });

const input = (field: (typeof visible)[number], value: string, error: string | undefined): Html => html`
  <label>${field.label}
    <input name="${field.name}" type="${field.type}" autocomplete="${field.autocomplete}" value="${value}"${error ? html` aria-invalid="true" aria-describedby="${field.name}-error"` : ""}>
    ${error && html`<span class="wrong" id="${field.name}-error">${error}</span>`}
  </label>`;

/** The form again, with what is wrong and everything the person had written. */
export function mendPage(source: Source, fields: Fields, errors: FieldError[], action: string): Reply {
  const value = (name: string) => fields.get(name)?.[0] ?? "";
  const shown = new Set<string>([...visible.map(({ name }) => name), "message"]);
  const hidden = [...fields]
    .filter(([name]) => !shown.has(name))
    .flatMap(([name, values]) => values.map((one) => [name, one] as const));
  return page({
    title: "Please check your details",
    language: source.language,
    status: 422,
    formTargets: source.thankYouUrl ? [new URL(source.thankYouUrl).origin] : [],
    body: html`
      <p>${errors.length > 0 ? errors.map(({ message }) => message).join(" ") : "Something is missing."} What you wrote is still here.</p>
      <form method="post" action="${action}">
        ${visible.map((field) => input(field, value(field.name), errors.find((error) => error.field === field.name)?.message))}
        <label>Message <textarea name="message">${value("message")}</textarea></label>
        ${hidden.map(([name, one]) => html`<input type="hidden" name="${name}" value="${one}">`)}
        <button>Send again</button>
      </form>`,
  });
}
