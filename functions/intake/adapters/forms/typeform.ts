import * as z from "zod";
import { sayDelivery, sayStep } from "../../../language/texts.ts";
import type { Source } from "../../../source/source.ts";
import { consentBoxes, type FormAnswer, isAgreed, textAt } from "../../inquiry/consent-box.ts";
import { fieldOfType } from "../../inquiry/field.ts";
import { draftFromAnswers } from "../../inquiry/form-answer.ts";
import { applyMapping, type MappedAnswer } from "../../inquiry/mapping.ts";
import type { Signal } from "../../inquiry/signal.ts";
import type { Adapter } from "../../wire/adapter.ts";
import { hmac, matchesOne } from "../../wire/signature.ts";
import { optionally, PlatformId, readJsonBody } from "../../wire/wire.ts";
import { momentOf } from "./moment.ts";

const Text = z.string().nullish();

interface Question {
  id?: string | undefined;
  ref?: string | null | undefined;
  title?: string | null | undefined;
  properties?: { fields?: Question[] | null | undefined } | null | undefined;
}
const Question: z.ZodType<Question> = z.lazy(() =>
  z.object({
    id: optionally(PlatformId),
    ref: Text,
    title: Text,
    properties: z.object({ fields: z.array(Question).nullish() }).nullish(),
  }),
);

const Choice = z.object({ label: Text, other: Text });
const Choices = z.object({ labels: z.array(z.string()).nullish(), other: Text });
const TypeformAnswer = z.looseObject({
  type: z.string(),
  field: z.object({ id: optionally(PlatformId), ref: Text, type: Text }),
});
type TypeformAnswer = z.infer<typeof TypeformAnswer>;

const Event = z.object({ event_type: z.string() });
const FormResponse = z.object({
  form_response: z.object({
    form_id: optionally(PlatformId),
    token: PlatformId,
    submitted_at: z.string().nullish(),
    hidden: z.record(z.string(), z.unknown()).nullish(),
    definition: z.object({ title: Text, fields: z.array(Question).nullish() }).nullish(),
    answers: z.array(TypeformAnswer).nullish(),
  }),
});
type Response = z.infer<typeof FormResponse>["form_response"];

/** What an answer says, by its type (contracts/forms.md 2). */
function spoken(answer: TypeformAnswer): unknown {
  const value = answer[answer.type];
  const choice = Choice.safeParse(value);
  if (answer.type === "choice" && choice.success) return choice.data.label ?? choice.data.other;
  const choices = Choices.safeParse(value);
  if (answer.type !== "choices" || !choices.success) return value;
  return [...(choices.data.labels ?? []), choices.data.other].filter(Boolean);
}

const titlesOf = (questions: readonly Question[]): (readonly [string, string])[] =>
  questions.flatMap(({ id, ref, title, properties }) => [
    ...[id, ref].flatMap((key) => (key && title ? [[key, title] as const] : [])),
    ...titlesOf(properties?.fields ?? []),
  ]);

/** A source's mapping names a question by its ref, its title or its id; a hidden field by its name. */
function leavesOf({ answers, definition, hidden }: Response): MappedAnswer[] {
  const titles = new Map(titlesOf(definition?.fields ?? []));
  const given = (answers ?? []).map((answer) => {
    const { id = "", ref, type } = answer.field;
    const title = titles.get(ref ?? "") ?? titles.get(id);
    const field = fieldOfType(answer.type) ?? fieldOfType(type ?? undefined);
    return {
      label: title ?? ref ?? id,
      path: id,
      names: [ref, title].filter((name) => name != null),
      value: spoken(answer),
      field,
    };
  });
  const unseen = Object.entries(hidden ?? {}).map(([name, value]) => ({
    label: name,
    path: name,
    names: [name],
    value,
  }));
  return [...given, ...unseen];
}

function agreement(answers: readonly FormAnswer[], source: Source) {
  const boxes = consentBoxes(answers, source);
  return boxes.length === 0 ? {} : { agreed: isAgreed(boxes), agreedTo: textAt(boxes) };
}

/** Typeform's webhook (contracts/forms.md 2). */
export const typeform: Adapter = {
  channel: "form",
  secrets: ["secret"],
  needed: [["secret"]],
  verify({ headers, bytes }, { secrets }) {
    const given = headers["typeform-signature"];
    if (!given) return sayDelivery("refused.noTypeform");
    const fits = matchesOne(given, secrets.secret, (secret) => `sha256=${hmac(secret, bytes, "sha256", "base64")}`);
    return fits ? undefined : sayDelivery("refused.typeform");
  },
  signatures: ["typeform-signature"],
  parse({ bytes }, { source }): Signal[] {
    if (readJsonBody(bytes, Event).event_type !== "form_response") return [];
    const { form_response: response } = readJsonBody(bytes, FormResponse);
    const { answers } = applyMapping(source, leavesOf(response));
    const sorted = draftFromAnswers(answers, source);
    const draft = {
      ...sorted,
      ...agreement(answers, source),
      at: momentOf(response.submitted_at ?? undefined),
      attribution: { ...sorted.attribution, form_id: response.form_id },
    };
    return [{ kind: "inquiry", id: response.token, draft: draft }];
  },
  steps: (_, url) => [
    sayStep("typeform.1"),
    sayStep("typeform.2", { url }),
    sayStep("typeform.3"),
    sayStep("typeform.4"),
    sayStep("typeform.5", { example: '{"email": "your-ref"}' }),
    sayStep("typeform.6"),
  ],
};
