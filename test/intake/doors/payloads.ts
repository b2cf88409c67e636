import fc from "fast-check";
import { oddText } from "./damage.ts";

/** What a platform sends: the fields of a form, or JSON in which `"#12"` stands for a number of any length. */
export type Payload = { json: unknown } | { form: Record<string, string> };

export const asJson = (payload: unknown): string => JSON.stringify(payload).replace(/"#(\d+)"/g, "$1");

const digits = fc.bigInt({ min: 10n ** 14n, max: 10n ** 19n }).map(String);
/** An id of digits, as text or as a number that a double may not hold. */
const bigId = fc.oneof(
  digits,
  digits.map((id) => `#${id}`),
);
const token = fc.uuid();
const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom("Ida Berg", "Zoë Ñandú", "李伟", "محمد") }, oddText);
const email = digits.map((id) => `p${id}@doors.example`);
const phone = fc.integer({ min: 10_000_000, max: 99_999_999 }).map((number) => `+49151${number}`);
const words = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("How much is a roof?", "Oi! Quero um orçamento", "Zeile eins\nZeile zwei") },
  oddText,
);
const person = fc.record({ name, email, phone, words });
const several = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 30, arbitrary: fc.array(one, { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(one, { minLength: 11, maxLength: 25 }) },
  );
const json = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<Payload> => one.map((value) => ({ json: value }));

const posted = fc
  .record({
    person,
    submission_id: fc.option(token, { nil: undefined }),
    extra: oddText,
    more: fc.oneof({ weight: 9, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(60) }),
  })
  .map(({ person: { words: message, ...who }, submission_id, extra, more }) => ({
    ...who,
    message,
    consent: "on",
    extra,
    ...(submission_id && { submission_id }),
    ...Object.fromEntries(Array.from({ length: more }, (_, at) => [`question ${at}`, extra])),
  }));

const leadgen = several(fc.record({ leadgen_id: bigId, page_id: bigId, form_id: bigId })).map((leads) => ({
  object: "page",
  entry: leads.map((value) => ({
    id: "100200300400500",
    time: 1790000000,
    changes: [{ field: "leadgen", value: { ...value, created_time: 1789999998 } }],
  })),
}));

const googleLead = fc.record({ person, id: token, form_id: bigId }).map(({ person: who, id, form_id }) => ({
  lead_id: id,
  form_id,
  google_key: "KEY",
  gcl_id: "EAIaIQ",
  lead_submit_time: "2026-09-21T14:13:18Z",
  user_column_data: [
    { column_id: "FULL_NAME", string_value: who.name },
    { column_id: "EMAIL", string_value: who.email },
    { column_id: "PHONE_NUMBER", string_value: who.phone },
    { column_id: "roof", column_name: "How large?", string_value: who.words },
  ],
}));

const linkedinEvent = fc
  .record({ id: token, leadAction: fc.constantFrom("CREATED", "CREATED", "CREATED", "DELETED") })
  .map(({ id, leadAction }) => ({
    type: "LEAD_ACTION",
    leadGenFormResponse: `urn:li:leadGenFormResponse:${id}`,
    leadGenForm: "urn:li:versionedLeadGenForm:(urn:li:leadGenForm:7001000,1)",
    leadAction,
    occurredAt: 1790000000000,
  }));

const tiktokLeads = several(fc.record({ person, id: bigId })).map((leads) => ({
  object: 1,
  entry: leads.map(({ person: who, id }) => ({
    ...{ id, page_id: "#7200000000000000001", create_time: 1789999998 },
    changes: Object.entries(who).map(([field, value]) => ({ field, value })),
  })),
}));

const whatsappMessages = several(fc.record({ id: token, from: fc.integer({ min: 10 ** 9 }).map(String), words, name }));
const whatsapp = whatsappMessages.map((messages) => ({
  object: "whatsapp_business_account",
  entry: messages.map(({ id, from, words: body, name: shown }) => ({
    id: "102290129340398",
    changes: [
      {
        field: "messages",
        value: {
          metadata: { phone_number_id: "106540352242922" },
          contacts: [{ profile: { name: shown }, wa_id: from }],
          messages: [
            { id: `wamid.${id}`, from, timestamp: "1790000000", type: "text", text: { body: body.trim() || "Hi" } },
            { id: `wamid.2${id}`, from, type: "order", order: { product_items: [{ quantity: 2 }, [1]] } },
          ],
        },
      },
    ],
  })),
}));

const chats = (object: string) =>
  several(fc.record({ id: bigId, mid: token, words })).map((messages) => ({
    object,
    entry: messages.map(({ id, mid, words: text }) => ({
      id: "100200300400500",
      messaging: [
        {
          sender: { id },
          recipient: { id: "100200300400500" },
          timestamp: 1790000000100,
          message: { mid: `m_${mid}`, text: text.trim() || "Hi", referral: { ref: "spring", source: "ADS" } },
        },
      ],
    })),
  }));

const telegram = fc
  .record({
    update_id: fc.nat(),
    message_id: fc.nat(),
    id: bigId,
    words,
    name,
    kind: fc.constantFrom("message", "business_message", "edited_message"),
  })
  .map(({ update_id, message_id, id, words: text, name: first_name, kind }) => ({
    update_id,
    [kind]: {
      ...{ message_id, date: 1790000000, text: text.trim() || "/start spring" },
      chat: { id, type: "private" },
      from: { id, is_bot: false, first_name },
    },
  }));

const call = fc.record({ sid: token, phone, status: fc.constantFrom("no-answer", "completed", "busy", "ringing") });
const twilio = call.map(({ sid, phone: From, status }) => ({
  ...{ CallSid: `CA${sid}`, Direction: "inbound", From, To: "+14155550199", CallStatus: status },
  ...(status === "busy" && { DialCallStatus: "no-answer", CallStatus: "in-progress" }),
}));

const typeform = fc.record({ person, id: token }).map(({ person: who, id }) => ({
  event_type: "form_response",
  form_response: {
    form_id: "lT4Z3j",
    token: id,
    submitted_at: "2026-09-21T14:13:18Z",
    hidden: { utm_source: "google", seen: 3 },
    definition: { title: "Quote", fields: [{ id: "1", title: "Your name", type: "short_text", ref: "name" }] },
    answers: [
      { type: "text", text: who.name, field: { id: "1", type: "short_text", ref: "name" } },
      { type: "email", email: who.email, field: { id: "2", type: "email", ref: "email" } },
      { type: "choices", choices: { labels: ["Roof", who.words] }, field: { id: "3", ref: "interest" } },
      { type: "number", number: 1e21, field: { id: "4", ref: "size" } },
    ],
  },
}));

const webflow = fc.record({ person, id: token }).map(({ person: who, id }) => ({
  triggerType: "form_submission",
  payload: {
    id,
    name: "Contact",
    data: { "Full Name": who.name, Email: who.email, Phone: who.phone, Rooms: 3, Note: [who.words] },
    submittedAt: "2026-09-21T14:13:18.000Z",
    formId: "65429",
  },
}));

const submission = posted.map((one) => ({ data: one, form_id: 7 }));
const webhook = fc.oneof(
  { weight: 3, arbitrary: submission },
  { weight: 1, arbitrary: fc.array(submission, { minLength: 1, maxLength: 14 }) },
);
const elementor = posted.map((one) =>
  Object.fromEntries(Object.entries(one).map(([key, value]) => [`fields[${key}][value]`, value])),
);
const asForm = (one: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<Payload> => one.map((form) => ({ form }));
const anyHook = fc.oneof({ weight: 3, arbitrary: json(webhook) }, { weight: 1, arbitrary: asForm(elementor) });

/** What each platform sends when all is well. */
export const payloads: Readonly<Record<string, fc.Arbitrary<Payload>>> = {
  form: fc.oneof(json(posted), asForm(posted)),
  typeform: json(typeform),
  webflow: json(webflow),
  "webhook hmac": anyHook,
  "webhook token": anyHook,
  meta: json(leadgen),
  "google-ads": json(googleLead),
  linkedin: json(linkedinEvent),
  tiktok: json(tiktokLeads),
  whatsapp: json(whatsapp),
  messenger: json(chats("page")),
  instagram: json(chats("instagram")),
  telegram: json(telegram),
  twilio: asForm(twilio),
};
