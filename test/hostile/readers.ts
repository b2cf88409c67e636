import "./environment.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { automaticKind } from "../../functions/email/inbound/automatic.ts";
import { bounceOf } from "../../functions/email/inbound/bounce.ts";
import { type Classified, classifyMail } from "../../functions/email/inbound/classify.ts";
import { feedbackOf } from "../../functions/email/inbound/complaint.ts";
import { textOfHtml } from "../../functions/email/inbound/html-text.ts";
import {
  addressesIn,
  contentTypeOf,
  header,
  headers,
  type Incoming,
  partOf,
  readIncoming,
} from "../../functions/email/inbound/incoming.ts";
import { quotesNotice, writesBetween } from "../../functions/email/inbound/notice-leak.ts";
import { asksToStop } from "../../functions/email/inbound/opt-out.ts";
import { ownerReplyText, ownWords } from "../../functions/email/inbound/owner-reply-text.ts";
import { replyText, unmarkedQuotation } from "../../functions/email/inbound/reply-text.ts";
import { returnAt } from "../../functions/email/inbound/return-date.ts";
import { mailable, UnmailableAddress } from "../../functions/email/outbound/address.ts";
import { mailboxHeader, mimeMessage, phrase, unstructured } from "../../functions/email/outbound/mime.ts";
import { htmlPart } from "../../functions/email/template/html-part.ts";
import { cleanValue, fillValues, holdValue, oneLine, tidyValue } from "../../functions/email/template/merge.ts";
import { foldText, textPart } from "../../functions/email/template/text-part.ts";
import { formReference, lastOf } from "../../functions/intake/adapters/ads/linkedin-urn.ts";
import { nestedFields } from "../../functions/intake/adapters/forms/bracket-names.ts";
import { momentOf } from "../../functions/intake/adapters/forms/moment.ts";
import { hubspotConsent, leavesOf } from "../../functions/intake/adapters/forms/webhook-answers.ts";
import { canonical } from "../../functions/intake/adapters/forms/webhook-body.ts";
import { checkColumns, columnsOf, suggestionsFor, withSamples } from "../../functions/intake/adapters/import/column.ts";
import { csvLine, escapeFormula, rowsIn, unescapeFormula } from "../../functions/intake/adapters/import/csv.ts";
import { formatOf } from "../../functions/intake/adapters/import/format.ts";
import { readRow } from "../../functions/intake/adapters/import/judge.ts";
import { isRoleAddress } from "../../functions/intake/adapters/import/role-address.ts";
import {
  addressedIn,
  addressee,
  answeredIds,
  namedRecipients,
  quotedIn,
  quotedLead,
  sesIdsIn,
} from "../../functions/intake/adapters/mail/addressee.ts";
import { ownerReplyFiles } from "../../functions/intake/adapters/mail/answer-files.ts";
import { forwardedMail } from "../../functions/intake/adapters/mail/forwarded.ts";
import { toDraft } from "../../functions/intake/adapters/mail/inquire.ts";
import { readLabels } from "../../functions/intake/adapters/mail/labelled.ts";
import {
  type ClassifiedMail,
  isByItself,
  isLeaving,
  isReport,
  mailPrint,
} from "../../functions/intake/adapters/mail/letter.ts";
import { beforeList, isBulk, isListed } from "../../functions/intake/adapters/mail/mailing-list.ts";
import { isReplyMail, readNotification } from "../../functions/intake/adapters/mail/notification.ts";
import { speaksForSomebody } from "../../functions/intake/adapters/mail/stranger.ts";
import { isAnswer, isForward, plainSubject, withoutForward } from "../../functions/intake/adapters/mail/subject.ts";
import { threadIn } from "../../functions/intake/adapters/mail/thread.ts";
import { isAuthenticated } from "../../functions/intake/adapters/mail/vouched.ts";
import { platforms } from "../../functions/intake/adapters/platforms.ts";
import { consentBoxName, shownConsent } from "../../functions/intake/adapters/web-form/consent-shown.ts";
import { formIdempotencyKey, formInquiry, readForm } from "../../functions/intake/adapters/web-form/form-inquiry.ts";
import { formErrorsPage } from "../../functions/intake/adapters/web-form/form-page.ts";
import { Received } from "../../functions/intake/deliveries/received.ts";
import { cleanLine, cleanProse, isLonger } from "../../functions/intake/inquiry/cleaning.ts";
import { consentBoxes, isAgreed, isTicked, textAt, textOf } from "../../functions/intake/inquiry/consent-box.ts";
import { extras, isKeptWhole } from "../../functions/intake/inquiry/extra.ts";
import { fieldOfType, formFieldMeant } from "../../functions/intake/inquiry/field.ts";
import { type InquiryDraft, normalizeInquiry } from "../../functions/intake/inquiry/inquiry-draft.ts";
import { applyMapping, valueAt, withMapping } from "../../functions/intake/inquiry/mapping.ts";
import { isMappable, ownField } from "../../functions/intake/inquiry/mapping-rule.ts";
import { newInquiryId } from "../../functions/intake/inquiry/submit.ts";
import { isDisposable } from "../../functions/intake/spam/disposable-domains.ts";
import { networkOf } from "../../functions/intake/spam/network.ts";
import { spamIn, withoutToolsOwn } from "../../functions/intake/spam/spam-text.ts";
import { suspicionOf, suspicionOfDraft } from "../../functions/intake/spam/suspicion.ts";
import { limitsOf } from "../../functions/intake/spam/velocity.ts";
import { signalsOf } from "../../functions/intake/webhook/accept.ts";
import type { Delivery } from "../../functions/intake/wire/adapter.ts";
import { fieldsIn } from "../../functions/intake/wire/body.ts";
import { isAutomaticSubject } from "../../functions/language/automatic-words.ts";
import { boxMeaning, refusalAmong } from "../../functions/language/box-meaning.ts";
import { fieldMeant, namesRead } from "../../functions/language/field-name.ts";
import { monthNamed } from "../../functions/language/month-names.ts";
import {
  isLocalPart,
  mailDomain,
  namesAgree,
  normalizeEmail,
  normalizeName,
  normalizePhone,
} from "../../functions/lead/rules/identity.ts";
import { canonicalMailbox, isSameMailbox } from "../../functions/lead/rules/mailbox.ts";
import { personName } from "../../functions/lead/rules/person-name.ts";
import { AppError } from "../../functions/platform/error.ts";
import { limits } from "../../functions/platform/limits.ts";
import { Source } from "../../functions/source/source.ts";
import { website } from "../intake/website.ts";
import { monday } from "../lead/fixture.ts";

/** A way of the product to read what somebody outside has written, and the exported functions it goes through. */
export interface Reading {
  through: readonly string[];
  read(text: string): unknown;
}

const folder = join(import.meta.dirname, "../fixtures");
const envelope = { sender: "zoe@person.example", recipients: ["sales@leads.example"] };

/** A mail or body is not longer because it says a thing in many places. */
const share = (text: string): string => text.slice(0, text.length / 4);

/** The words of a mail in every place where a mail may have some; longer than the reader lets them be. */
const mailOf = (text: string, more: Partial<Incoming> = {}): Incoming => ({
  envelope,
  from: "zoe@person.example",
  fromName: text.slice(0, limits.line),
  replyTo: "zoe@other.example",
  replyToName: text.slice(0, limits.line),
  subject: text.slice(0, limits.line),
  messageId: "<a@person.example>",
  headers: new Map(headerNames.map((name) => [name, [text]])),
  text,
  cut: false,
  parts: [],
  files: [],
  ...more,
});

const headerNames = [
  ...["auto-submitted", "precedence", "references", "in-reply-to", "to", "cc", "from", "dkim-signature"],
  ...["x-original-from", "list-post", "content-language", "delivered-to", "x-failed-recipients", "x-delivery-agent"],
];
const plain = (text: string): Incoming => mailOf(text, { headers: new Map() });
const part = (type: string, text: string): Incoming => mailOf(text, { headers: new Map(), parts: [{ type, text }] });

const received = Received.parse({ mail: { messageId: "a" }, receipt: { dkimVerdict: { status: "PASS" } } });

const letterOf = (text: string): ClassifiedMail => {
  const mail = mailOf(text);
  const what: Classified = { kind: "reply", text, whole: false };
  return { mail, what, received, vouched: true, trusted: true, at: monday, receivedAt: monday };
};

const raw = (head: string, body: string): Promise<Incoming> =>
  readIncoming(Buffer.from(`${head}\r\n\r\n${body}`), envelope);

/** Mails, as the inbound function reads them. */
export const mailReadings: Reading[] = [
  { through: ["email/inbound/incoming.ts readIncoming"], read: (text) => raw("Subject: x", text) },
  {
    through: ["email/inbound/incoming.ts readIncoming", "email/inbound/html-text.ts textOfHtml"],
    read: (text) => raw("Content-Type: text/html", text),
  },
  {
    through: ["email/inbound/html-text.ts textOfHtml"],
    read: (text) => raw("Content-Type: text/html", `<a href=x>${text}`),
  },
  { through: ["email/inbound/incoming.ts readIncoming"], read: (text) => raw(`Subject: ${text}`, "x") },
  { through: ["email/inbound/incoming.ts readIncoming"], read: (text) => raw(`From: ${text}`, "x") },
  {
    through: ["email/inbound/incoming.ts readIncoming"],
    read: (text) => raw(`Content-Type: text/plain; ${text}`, "x"),
  },
  { through: ["email/inbound/incoming.ts readIncoming"], read: (text) => raw(text, "x") },
  {
    through: ["email/inbound/incoming.ts readIncoming"],
    read: (text) => raw("Content-Type: multipart/mixed; boundary=-", text),
  },
  {
    through: ["email/inbound/incoming.ts readIncoming"],
    read: (text) => raw("Content-Transfer-Encoding: quoted-printable", text),
  },
  {
    through: ["email/inbound/incoming.ts readIncoming"],
    read: (text) => raw("Content-Transfer-Encoding: base64", text),
  },
  { through: ["email/inbound/html-text.ts textOfHtml"], read: textOfHtml },
  {
    through: [
      ...[
        "email/inbound/classify.ts classifyMail",
        "email/inbound/automatic.ts automaticKind",
        "email/inbound/complaint.ts feedbackOf",
      ],
      ...[
        "email/inbound/incoming.ts header",
        "email/inbound/incoming.ts headers",
        "email/inbound/incoming.ts contentTypeOf",
        "email/inbound/incoming.ts partOf",
      ],
    ],
    read: (text) => [
      ...[classifyMail(mailOf(text), monday), classifyMail(plain(text), monday), automaticKind(mailOf(text))],
      ...[feedbackOf(part("message/rfc822", text)), feedbackOf(part("message/feedback-report", text))],
      ...[
        header(mailOf(text), "to"),
        headers(mailOf(text), "to"),
        contentTypeOf(mailOf(text)),
        partOf(mailOf(text), /^x/),
      ],
    ],
  },
  {
    through: ["email/inbound/bounce.ts bounceOf"],
    read: (text) => [
      bounceOf(part("message/delivery-status", text)),
      bounceOf(mailOf(text, { from: "mailer-daemon@a.example" })),
      bounceOf(mailOf(text, { from: "mailer-daemon@a.example", subject: "Undeliverable", headers: new Map() })),
    ],
  },
  { through: ["language/automatic-words.ts isAutomaticSubject"], read: (text) => isAutomaticSubject(text) },
  { through: ["email/inbound/opt-out.ts asksToStop"], read: (text) => asksToStop(text) },
  { through: ["email/inbound/reply-text.ts replyText"], read: (text) => replyText(text) },
  { through: ["email/inbound/reply-text.ts replyText"], read: (text) => replyText(`${text}\n> a\n> b\n${text}`) },
  { through: ["email/inbound/return-date.ts returnAt"], read: (text) => returnAt(text, monday) },
  { through: ["language/month-names.ts monthNamed"], read: (text) => monthNamed(text) },
  { through: ["email/inbound/incoming.ts addressesIn"], read: (text) => addressesIn(text) },
  {
    through: ["intake/adapters/mail/addressee.ts addressee", "intake/adapters/mail/addressee.ts quotedLead"],
    read: (text) => [addressee("key", mailOf(text)), quotedLead("key", plain(text))],
  },
  {
    through: [
      ...["intake/adapters/mail/addressee.ts namedRecipients", "intake/adapters/mail/addressee.ts addressedIn"],
      ...["intake/adapters/mail/addressee.ts quotedIn", "intake/adapters/mail/addressee.ts sesIdsIn"],
      ...[
        "intake/adapters/mail/addressee.ts answeredIds",
        "intake/adapters/mail/thread.ts threadIn",
        "intake/adapters/mail/letter.ts isReport",
      ],
    ],
    read: (text) => [
      ...[namedRecipients(mailOf(text)), addressedIn(text), addressedIn(`To: ${text}`), quotedIn(mailOf(text))],
      ...[sesIdsIn(text), answeredIds(mailOf(text)), threadIn(mailOf(text)), isReport(letterOf(text))],
    ],
  },
  {
    through: [
      ...[
        "email/inbound/owner-reply-text.ts ownerReplyText",
        "email/inbound/owner-reply-text.ts ownWords",
        "email/inbound/notice-leak.ts quotesNotice",
      ],
      ...["email/inbound/notice-leak.ts writesBetween", "email/inbound/reply-text.ts unmarkedQuotation"],
      "intake/adapters/mail/answer-files.ts ownerReplyFiles",
    ],
    read: (text) => [
      ...[
        ownerReplyText(text, "sales@leads.example", [share(text)]),
        ownWords(text),
        quotesNotice(text, [share(text)]),
      ],
      ...[writesBetween(text, [share(text)]), unmarkedQuotation(text)],
      ownerReplyFiles(
        mailOf(text, { files: [{ name: text, type: text, bytes: Buffer.from(text), inline: false }] }),
        "a@b.c",
        [share(text)],
      ),
    ],
  },
  { through: ["intake/adapters/mail/forwarded.ts forwardedMail"], read: (text) => forwardedMail(plain(text), true) },
  {
    through: ["intake/adapters/mail/forwarded.ts forwardedMail"],
    read: (text) => forwardedMail(plain(`From: a@b.example\n${text}`)),
  },
  {
    through: [
      "intake/adapters/mail/inquire.ts toDraft",
      "intake/adapters/mail/letter.ts isLeaving",
      "intake/adapters/mail/letter.ts isByItself",
    ],
    read: (text) => [toDraft(letterOf(text)), isLeaving(letterOf(text)), isByItself(letterOf(text))],
  },
  { through: ["intake/adapters/mail/letter.ts mailPrint"], read: (text) => mailPrint(mailOf(text)) },
  { through: ["intake/adapters/mail/labelled.ts readLabels"], read: (text) => readLabels(text) },
  { through: ["intake/adapters/mail/labelled.ts readLabels"], read: (text) => readLabels(`From: ${text}`) },
  {
    through: [
      ...["intake/adapters/mail/mailing-list.ts isListed", "intake/adapters/mail/mailing-list.ts isBulk"],
      ...["intake/adapters/mail/mailing-list.ts beforeList", "intake/adapters/mail/notification.ts isReplyMail"],
      ...["intake/adapters/mail/stranger.ts speaksForSomebody", "intake/adapters/mail/vouched.ts isAuthenticated"],
    ],
    read: (text) => [
      ...[isListed(mailOf(text)), isBulk(mailOf(text)), beforeList(mailOf(text)), isReplyMail(mailOf(text))],
      ...[speaksForSomebody(mailOf(text)), isAuthenticated(mailOf(text), received)],
    ],
  },
  {
    through: ["intake/adapters/mail/notification.ts readNotification"],
    read: (text) => [
      readNotification(plain(text)),
      readNotification(plain(`Name: a\nEmail: ${text}\nPhone: ${text}\nMessage:\n${text}`)),
    ],
  },
  {
    through: [
      ...["intake/adapters/mail/subject.ts isAnswer", "intake/adapters/mail/subject.ts isForward"],
      ...["intake/adapters/mail/subject.ts withoutForward", "intake/adapters/mail/subject.ts plainSubject"],
    ],
    read: (text) => [isAnswer(text), isForward(text), withoutForward(text), plainSubject(text)],
  },
];

const boxed = Source.parse({ ...website, consent: { by: "field", text: "News by mail" } });
const arrived = { source: website, secrets: { key: ["a"], token: ["a"] }, now: monday };

const delivery = (bytes: string | Buffer, type: string, text = ""): Delivery => ({
  ...{ method: "POST", url: "https://leads.example/intake", bytes: Buffer.from(bytes) },
  ...{
    headers: { "content-type": type, authorization: text, "x-signature": text },
    query: new URLSearchParams({ token: text }),
  },
});

const urlencoded = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data; boundary=b";
const asPart = (text: string): Buffer =>
  Buffer.from(`--b\r\nContent-Disposition: form-data; name="message"\r\n\r\n${text}\r\n--b--\r\n`);

const names = ["name", "email", "phone", "company", "message", "language", "country", "consent", "page_url", "roof"];
const formOf = (text: string) => new Map(names.map((name) => [name, [share(text)]]));
const said = (text: string): InquiryDraft => ({
  ...{ name: text, firstName: text, lastName: text, company: text, message: text, language: text, country: text },
  ...{ email: "zoe@person.example", phone: text, page: text, referrer: text, campaign: text, agreedTo: text },
  extra: { roof: text, [text.slice(0, 200)]: text },
});

/** What a platform sends, with every word that somebody may have written replaced. */
function rewritten(value: unknown, text: string, key = ""): unknown {
  if (typeof value === "string") return /id$|^object$|^type$|^field$/i.test(key) ? value : text;
  if (Array.isArray(value)) return value.map((one) => rewritten(one, text, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rewritten(one, text, name)]));
}

const fixture = (platform: string, file: string): Reading => ({
  through: [],
  read: (text) => {
    const bytes = JSON.stringify(rewritten(JSON.parse(readFileSync(join(folder, file), "utf8")), share(share(text))));
    const adapter = platforms[platform];
    return adapter && signalsOf(adapter, delivery(bytes, "application/json"), arrived);
  },
});

const chatFunctions = [
  ...["intake/wire/account.ts toHandle", "intake/adapters/meta/message.ts contentOfMessage"],
  ...["intake/adapters/meta/messaging.ts signalsOfItem", "intake/adapters/meta/messaging.ts messagingSignals"],
  ...["intake/wire/opening.ts inBrackets", "intake/adapters/messengers/telegram-message.ts writtenIn"],
  ...[
    "intake/adapters/messengers/telegram-message.ts telegramText",
    "intake/adapters/messengers/telegram-message.ts toDraft",
  ],
  ...[
    "intake/adapters/messengers/telegram-message.ts circumstancesOf",
    "intake/adapters/messengers/whatsapp-card.ts cardWords",
  ],
  ...[
    "intake/adapters/messengers/whatsapp-card.ts draftOfCard",
    "intake/adapters/messengers/whatsapp-message.ts cardsOf",
  ],
  ...[
    "intake/adapters/messengers/whatsapp-message.ts whatsAppText",
    "intake/adapters/messengers/whatsapp-message.ts extraOf",
  ],
  ...[
    "intake/adapters/messengers/whatsapp-message.ts adOf",
    "intake/adapters/messengers/whatsapp-message.ts revisionIn",
  ],
  ...[
    "intake/wire/meta-webhook.ts webhookEntries",
    "intake/wire/wire.ts readEach",
    "intake/wire/wire.ts readWire",
    "intake/wire/wire.ts readJsonBody",
  ],
  ...[
    "intake/wire/wire.ts unreadable",
    "intake/inquiry/present.ts withoutMissing",
    "intake/inquiry/present.ts withoutUndefined",
    "intake/adapters/platforms.ts adapterOf",
  ],
];

/** Bodies, as the doors read them. */
export const bodyReadings: Reading[] = [
  ...Object.entries(platforms).map(
    ([, adapter]): Reading => ({
      through: [
        "intake/webhook/accept.ts signalsOf",
        "intake/wire/exact-json.ts exactJson",
        "intake/adapters/forms/webhook-body.ts submissionsIn",
      ],
      read: async (text) => {
        const submission = Object.fromEntries(names.map((name) => [name, share(text)]));
        await signalsOf(adapter, delivery(text, "application/json"), arrived);
        await signalsOf(adapter, delivery(text, urlencoded), arrived);
        return signalsOf(adapter, delivery(JSON.stringify(submission), "application/json"), arrived);
      },
    }),
  ),
  { ...fixture("telegram", "messenger/telegram/contact.json"), through: chatFunctions },
  ...[
    ...["messenger/whatsapp/every-type.json", "messenger/whatsapp/from-an-ad.json", "messenger/whatsapp/revised.json"],
  ].map((file) => fixture("whatsapp", file)),
  ...["every-kind.json", "from-an-ad.json"].map((file) => fixture("messenger", `messenger/messenger/${file}`)),
  fixture("telegram", "messenger/telegram/business-message.json"),
  fixture("instagram", "messenger/instagram/every-kind.json"),
  ...["wpforms.json", "gravity.json", "hubspot.json", "nested.json"].map((file) =>
    fixture("webhook", `form/webhook/${file}`),
  ),
  fixture("typeform", "form/typeform/quote.json"),
  fixture("webflow", "form/webflow/contact.json"),
  {
    through: [
      ...[
        "intake/adapters/calls/twilio-call.ts outcomeOf",
        "intake/adapters/calls/twilio-call.ts draftOfLeg",
        "intake/adapters/calls/twilio-call.ts toDraft",
      ],
      ...[
        "intake/adapters/calls/twilio-signature.ts postedForm",
        "intake/adapters/calls/twilio-signature.ts signedByTwilio",
      ],
    ],
    read: (text) => {
      const body = new URLSearchParams({ CallSid: "CA1", From: text, CallStatus: text, CallerName: text, To: text });
      const call = delivery(body.toString(), urlencoded, text);
      return [platforms.twilio?.verify(call, arrived), platforms.twilio && signalsOf(platforms.twilio, call, arrived)];
    },
  },
  {
    through: [
      ...[
        "intake/wire/body.ts fieldsIn",
        "intake/wire/charset.ts decodedText",
        "intake/wire/charset.ts urlencodedPairs",
      ],
      "intake/wire/charset.ts multipartPairs",
    ],
    read: (text) =>
      Promise.allSettled([
        fieldsIn(Buffer.from(text), urlencoded),
        fieldsIn(Buffer.from(text), multipart),
        fieldsIn(asPart(text), multipart),
        fieldsIn(Buffer.from(JSON.stringify({ message: text })), "application/json"),
        fieldsIn(Buffer.from(text), "application/json"),
        fieldsIn(Buffer.from(`message=${text}`), `${urlencoded}; charset=${text}`),
      ]),
  },
  {
    through: [
      ...[
        "intake/inquiry/cleaning.ts cleanLine",
        "intake/inquiry/cleaning.ts cleanProse",
        "intake/inquiry/cleaning.ts isLonger",
      ],
      ...["intake/inquiry/extra.ts extras", "intake/inquiry/extra.ts isKeptWhole"],
    ],
    read: (text) => [
      cleanLine(text, 200),
      cleanProse(text, 20_000),
      isLonger(text, 200),
      extras({ a: text, [text]: [text] }),
      isKeptWhole(text),
    ],
  },
  {
    through: ["intake/inquiry/inquiry-draft.ts normalizeInquiry", "intake/inquiry/contact.ts ownDomainTrouble"],
    read: (text) => normalizeInquiry(said(text), website, { id: newInquiryId(monday), receivedAt: monday }),
  },
  {
    through: [
      ...["intake/adapters/web-form/form-inquiry.ts readForm", "intake/adapters/web-form/form-inquiry.ts formInquiry"],
      ...[
        "intake/adapters/web-form/form-inquiry.ts formIdempotencyKey",
        "intake/adapters/web-form/form-page.ts formErrorsPage",
      ],
      ...[
        "intake/inquiry/form-answer.ts draftFromAnswers",
        "intake/inquiry/consent-box.ts textOf",
        "intake/inquiry/consent-box.ts isTicked",
      ],
      "intake/inquiry/mapping.ts applyMapping",
    ],
    read: (text) => {
      const told = readForm(formOf(text), website);
      const inquiry = formInquiry({ ...told.draft, email: "zoe@person.example" }, website, "", monday);
      return [
        formIdempotencyKey(told.submission, inquiry),
        formErrorsPage(website, formOf(text), [], "https://leads.example/intake/form/website"),
        isTicked(text),
        textOf([text, text]),
      ];
    },
  },
  {
    through: [
      "intake/inquiry/field.ts formFieldMeant",
      "intake/inquiry/field.ts fieldOfType",
      "language/field-name.ts fieldMeant",
    ],
    read: (text) => [formFieldMeant([text]), fieldOfType(text), fieldMeant(text)],
  },
  {
    through: [
      ...[
        "intake/inquiry/mapping.ts applyMapping",
        "intake/inquiry/mapping.ts valueAt",
        "intake/inquiry/mapping.ts withMapping",
      ],
    ],
    read: (text) => [
      valueAt({ a: { b: text } }, text.slice(0, limits.line)),
      applyMapping({ ...website, mapping: { roof: text.slice(0, limits.line) } }, [
        { path: "roof", label: "roof", names: [], value: text },
      ]),
      withMapping(said(text), { ...website, mapping: { roof: "message", email: "a.b" } }),
    ],
  },
  {
    through: [
      ...["intake/adapters/forms/bracket-names.ts nestedFields", "intake/adapters/forms/webhook-body.ts canonical"],
      ...[
        "intake/adapters/forms/webhook-answers.ts leavesOf",
        "intake/adapters/forms/webhook-answers.ts hubspotConsent",
      ],
    ],
    read: (text) => [
      nestedFields([
        [text, text],
        [`a${text}`, text],
        [`a[${text}]`, text],
      ]),
      ...[
        canonical({ a: text, [text]: 1 }),
        leavesOf({ a: text, [text]: text, 1: text }),
        hubspotConsent({ legalConsentOptions: text }),
      ],
    ],
  },
  {
    through: [
      ...[
        "intake/inquiry/consent-box.ts consentBoxes",
        "intake/inquiry/consent-box.ts isAgreed",
        "intake/inquiry/consent-box.ts textAt",
      ],
      ...[
        "intake/adapters/web-form/consent-shown.ts consentBoxName",
        "intake/adapters/web-form/consent-shown.ts shownConsent",
      ],
      ...["intake/inquiry/mapping-rule.ts ownField", "intake/inquiry/mapping-rule.ts isMappable"],
      ...[
        "language/box-meaning.ts boxMeaning",
        "language/plain-words.ts plainWords",
        "language/box-meaning.ts refusalAmong",
      ],
    ],
    read: (text) => {
      const boxes = [{ label: text, names: [text], value: text, field: "consent" as const }];
      return [
        ...[consentBoxes(boxes, boxed), isAgreed(boxes), textAt(boxes), boxMeaning(text), refusalAmong(boxes)],
        ...[consentBoxName(boxed, [text]), shownConsent(boxed, new Map([[text, [text]]]))],
        ...[ownField(text), isMappable(text, text)],
      ];
    },
  },
  {
    through: [
      ...[
        "lead/rules/person-name.ts personName",
        "lead/rules/mailbox.ts canonicalMailbox",
        "lead/rules/mailbox.ts isSameMailbox",
      ],
      "intake/spam/network.ts networkOf",
    ],
    read: (text) => [
      personName(text),
      canonicalMailbox(`${text}@gmail.com`),
      isSameMailbox(text, `${text}a`),
      networkOf(text),
    ],
  },
  { through: ["intake/adapters/forms/moment.ts momentOf"], read: (text) => momentOf(text) },
  {
    through: ["intake/adapters/ads/linkedin-urn.ts lastOf", "intake/adapters/ads/linkedin-urn.ts formReference"],
    read: (text) => [lastOf(text), formReference(text), formReference(`leadGenForm:${text}`)],
  },
  {
    through: [
      ...["intake/spam/spam-text.ts spamIn", "intake/spam/spam-text.ts withoutToolsOwn"],
      ...["intake/spam/suspicion.ts suspicionOfDraft", "intake/spam/disposable-domains.ts isDisposable"],
    ],
    read: (text) => [
      ...[spamIn(said(text)), withoutToolsOwn(said(text)), suspicionOfDraft(said(text), website), isDisposable(text)],
      suspicionOf({ draft: said(text), source: website.id, fields: formOf(text) }, monday),
      limitsOf({ draft: said(text), address: text }, monday),
    ],
  },
  {
    through: [
      ...["intake/wire/signature.ts hmac", "intake/wire/signature.ts urlToken", "intake/wire/signature.ts urlTokens"],
      ...[
        "intake/wire/signature.ts isSame",
        "intake/wire/signature.ts matchesOne",
        "intake/wire/signature.ts bearsSecret",
      ],
      ...["intake/wire/meta-webhook.ts signedByMeta", "intake/wire/meta-webhook.ts answerMetaChallenge"],
    ],
    read: (text) =>
      Object.values(platforms).map((adapter) => adapter.verify(delivery(text, urlencoded, text), arrived)),
  },
];

async function rowsOf(bytes: Buffer) {
  const rows = [];
  async function* file() {
    yield bytes;
  }
  const format = await formatOf(file());
  for await (const row of rowsIn(file(), format)) rows.push(row);
  return { rows, format };
}

const columns = columnsOf(["name", "email", "message", "roof"], { source: website });

/** Files, names, addresses and words that mails tell again. */
export const otherReadings: Reading[] = [
  {
    through: [
      ...[
        "intake/adapters/import/csv.ts rowsIn",
        "intake/adapters/import/format.ts formatOf",
        "intake/adapters/import/format.ts decodeText",
      ],
    ],
    read: (text) => Promise.allSettled([rowsOf(Buffer.from(`a,b\n${text}`)), rowsOf(Buffer.from(text))]),
  },
  {
    through: [
      ...[
        "intake/adapters/import/column.ts columnsOf",
        "intake/adapters/import/column.ts withSamples",
        "intake/adapters/import/column.ts suggestionsFor",
      ],
      ...[
        "intake/adapters/import/column.ts checkColumns",
        "intake/adapters/import/csv.ts escapeFormula",
        "intake/adapters/import/csv.ts unescapeFormula",
      ],
      ...["intake/adapters/import/csv.ts csvLine", "intake/adapters/import/role-address.ts isRoleAddress"],
    ],
    read: (text) => {
      const named = withSamples(columnsOf([text, "a"], { source: website }), [text, text]);
      const outcome = [
        suggestionsFor(named, "IE"),
        escapeFormula(text),
        unescapeFormula(`'${text}`),
        csvLine([text], ","),
        isRoleAddress(text),
      ];
      try {
        checkColumns(named, "IE");
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
      return outcome;
    },
  },
  {
    through: [
      "intake/adapters/import/judge.ts readRow",
      "intake/adapters/import/row.ts readCells",
      "intake/adapters/import/row.ts misshapen",
      "intake/adapters/import/row.ts illegible",
    ],
    // A row that is longer is not read.
    read: (text) =>
      readRow(
        { number: 2, cells: ["a", text, text, text].map((cell) => cell.slice(0, 48 * 1024)) },
        { format: { encoding: "utf-8", separator: "," }, columns, source: website },
        monday,
      ),
  },
  {
    through: [
      ...[
        "lead/rules/identity.ts isLocalPart",
        "lead/rules/identity.ts mailDomain",
        "lead/rules/identity.ts normalizeEmail",
      ],
      ...[
        "lead/rules/identity.ts normalizePhone",
        "lead/rules/identity.ts normalizeName",
        "lead/rules/identity.ts namesAgree",
      ],
      ...["language/field-name.ts namesRead", "email/outbound/address.ts mailable"],
    ],
    read: (text) => {
      const outcome = [
        ...[
          isLocalPart(text),
          mailDomain(text),
          normalizeEmail(text),
          normalizeEmail(`a@${text}`),
          normalizePhone(text, "DE"),
        ],
        ...[normalizeName(text), namesAgree(text, `${text} a`), namesRead(() => text)],
      ];
      try {
        mailable(`a@${text}`);
      } catch (error) {
        if (!(error instanceof UnmailableAddress)) throw error;
      }
      return outcome;
    },
  },
  {
    through: [
      ...[
        "email/template/merge.ts cleanValue",
        "email/template/merge.ts oneLine",
        "email/template/merge.ts tidyValue",
        "email/template/merge.ts holdValue",
        "email/template/merge.ts fillValues",
      ],
      ...[
        "email/outbound/mime.ts unstructured",
        "email/outbound/mime.ts phrase",
        "email/outbound/mime.ts mailboxHeader",
        "email/outbound/mime.ts mimeMessage",
      ],
      ...[
        "email/template/text-part.ts foldText",
        "email/template/text-part.ts textPart",
        "email/template/html-part.ts htmlPart",
      ],
    ],
    // What somebody says is told again as a value, and cut to so much (`inquiryOf`).
    read: (text) => {
      const value = cleanValue(text.slice(0, 20_000));
      const held = value && holdValue(value);
      return [
        ...[
          cleanValue(text),
          oneLine(text),
          tidyValue([text]),
          fillValues(text, (one) => one),
          foldText(text),
          textPart(`Hello ${held}\n`),
          htmlPart(`Hello ${held}\n`),
        ],
        ...[
          unstructured(value.slice(0, 200)),
          phrase(value.slice(0, 200)),
          mailboxHeader(value.slice(0, 200), "a@b.c"),
          mimeMessage([], text, text),
        ],
      ];
    },
  },
];

/** Modules that are given what others have read, what we have made ourselves, or ids; why is said beside each. */
export const readsNothing: readonly [RegExp, string][] = [
  [/^email\/(outbound|template)\/(?!(address|merge|mime|text-part|html-part)\.ts)/, "mails of ours, touches and ids"],
  [/^email\/inbound\/guarded-reader\.ts /, "readIncoming in a thread of its own"],
  [/^intake\/(deliveries|source)\//, "stored deliveries and counts; what is in them is read by the adapters"],
  [/^intake\/inquiry\/(payload|submit)\.ts /, "stores what was read"],
  [/^intake\/webhook\/(?!accept\.ts signalsOf)/, "stores what signalsOf has read"],
  [
    /^intake\/(wire\/(answers|platform-call)|adapters\/meta\/graph(-lead)?|adapters\/ads\/linkedin-(api|form|lead))\.ts /,
    "a platform's answer to us, read with normalizeInquiry",
  ],
  [/^intake\/adapters\/import\/job\.ts /, "a key of ours"],
  [
    /^intake\/adapters\/mail\/(aside|attachment|conversation|mail-source|stored-mail|take-in|office|office-mail|office-report)\.ts /,
    "stores what was read",
  ],
  [/^intake\/adapters\/mail\/addressee\.ts (addresseeByThread|addresseeOf)$/, "asks the table"],
  [/^intake\/adapters\/mail\/inquire\.ts submitInquiry$/, "stores what was read"],
  [/^intake\/adapters\/mail\/stranger\.ts handleNewSender$/, "stores what was read"],
  [/^intake\/(spam\/captcha|adapters\/web-form\/(form-hold|snippet))\.ts /, "ids, and what the form has read"],
];
