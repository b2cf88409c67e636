import "./environment.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { automatic } from "../../functions/email/inbound/automatic.ts";
import { bounceOf } from "../../functions/email/inbound/bounce.ts";
import { type Classified, classify } from "../../functions/email/inbound/classify.ts";
import { feedbackOf } from "../../functions/email/inbound/complaint.ts";
import { textOfHtml } from "../../functions/email/inbound/html-text.ts";
import {
  addressesIn,
  field,
  fields,
  type Incoming,
  partOf,
  readIncoming,
  typeOf,
} from "../../functions/email/inbound/incoming.ts";
import { quotesNotice, writesBetween } from "../../functions/email/inbound/notice-leak.ts";
import { asksToStop } from "../../functions/email/inbound/opt-out.ts";
import { ownerReplyText, ownWords } from "../../functions/email/inbound/owner-reply-text.ts";
import { replyText, unmarkedQuotation } from "../../functions/email/inbound/reply-text.ts";
import { returnAt } from "../../functions/email/inbound/return-date.ts";
import { mailable, UnmailableAddress } from "../../functions/email/outbound/address.ts";
import { mailbox, message, phrase, unstructured } from "../../functions/email/outbound/mime.ts";
import { htmlPart } from "../../functions/email/template/html-part.ts";
import { clean, fill, hold, line as oneLine, tidy } from "../../functions/email/template/merge.ts";
import { fold, textPart } from "../../functions/email/template/text-part.ts";
import { formReference, lastOf } from "../../functions/intake/adapters/ads/linkedin-urn.ts";
import { nestedFields } from "../../functions/intake/adapters/forms/bracket-names.ts";
import { momentOf } from "../../functions/intake/adapters/forms/moment.ts";
import { hubspotConsent, leavesOf } from "../../functions/intake/adapters/forms/webhook-answers.ts";
import { canonical } from "../../functions/intake/adapters/forms/webhook-body.ts";
import { checkColumns, columnsOf, sampled, suggestionsFor } from "../../functions/intake/adapters/import/column.ts";
import { csvLine, guarded, rowsIn, unguarded } from "../../functions/intake/adapters/import/csv.ts";
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
import { passedOn } from "../../functions/intake/adapters/mail/forwarded.ts";
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
import { answers, readNotification } from "../../functions/intake/adapters/mail/notification.ts";
import { speaksForSomebody } from "../../functions/intake/adapters/mail/stranger.ts";
import { isAnswer, isForward, plainSubject, withoutForward } from "../../functions/intake/adapters/mail/subject.ts";
import { threadIn } from "../../functions/intake/adapters/mail/thread.ts";
import { isAuthenticated } from "../../functions/intake/adapters/mail/vouched.ts";
import { platforms } from "../../functions/intake/adapters/platforms.ts";
import { consentBoxName, shownConsent } from "../../functions/intake/adapters/web-form/consent-shown.ts";
import { formIdempotencyKey, formInquiry, readForm } from "../../functions/intake/adapters/web-form/form-inquiry.ts";
import { mendPage } from "../../functions/intake/adapters/web-form/form-page.ts";
import { Received } from "../../functions/intake/deliveries/received.ts";
import { isLonger, line, prose } from "../../functions/intake/inquiry/cleaning.ts";
import { consentBoxes, isAgreed, isTicked, textAt, textOf } from "../../functions/intake/inquiry/consent-box.ts";
import { extras, isKeptWhole } from "../../functions/intake/inquiry/extra.ts";
import { fieldOfType, formFieldMeant } from "../../functions/intake/inquiry/field.ts";
import { type InquiryDraft, normalizeInquiry } from "../../functions/intake/inquiry/inquiry-draft.ts";
import { applyMapping, at, withMapping } from "../../functions/intake/inquiry/mapping.ts";
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
  { through: ["email/incoming.ts readIncoming"], read: (text) => raw("Subject: x", text) },
  {
    through: ["email/incoming.ts readIncoming", "email/html-text.ts textOfHtml"],
    read: (text) => raw("Content-Type: text/html", text),
  },
  {
    through: ["email/html-text.ts textOfHtml"],
    read: (text) => raw("Content-Type: text/html", `<a href=x>${text}`),
  },
  { through: ["email/incoming.ts readIncoming"], read: (text) => raw(`Subject: ${text}`, "x") },
  { through: ["email/incoming.ts readIncoming"], read: (text) => raw(`From: ${text}`, "x") },
  { through: ["email/incoming.ts readIncoming"], read: (text) => raw(`Content-Type: text/plain; ${text}`, "x") },
  { through: ["email/incoming.ts readIncoming"], read: (text) => raw(text, "x") },
  {
    through: ["email/incoming.ts readIncoming"],
    read: (text) => raw("Content-Type: multipart/mixed; boundary=-", text),
  },
  {
    through: ["email/incoming.ts readIncoming"],
    read: (text) => raw("Content-Transfer-Encoding: quoted-printable", text),
  },
  { through: ["email/incoming.ts readIncoming"], read: (text) => raw("Content-Transfer-Encoding: base64", text) },
  { through: ["email/html-text.ts textOfHtml"], read: textOfHtml },
  {
    through: [
      ...["email/classify.ts classify", "email/automatic.ts automatic", "email/complaint.ts feedbackOf"],
      ...[
        "email/incoming.ts field",
        "email/incoming.ts fields",
        "email/incoming.ts typeOf",
        "email/incoming.ts partOf",
      ],
    ],
    read: (text) => [
      ...[classify(mailOf(text), monday), classify(plain(text), monday), automatic(mailOf(text))],
      ...[feedbackOf(part("message/rfc822", text)), feedbackOf(part("message/feedback-report", text))],
      ...[field(mailOf(text), "to"), fields(mailOf(text), "to"), typeOf(mailOf(text)), partOf(mailOf(text), /^x/)],
    ],
  },
  {
    through: ["email/bounce.ts bounceOf"],
    read: (text) => [
      bounceOf(part("message/delivery-status", text)),
      bounceOf(mailOf(text, { from: "mailer-daemon@a.example" })),
      bounceOf(mailOf(text, { from: "mailer-daemon@a.example", subject: "Undeliverable", headers: new Map() })),
    ],
  },
  { through: ["email/automatic-words.ts isAutomaticSubject"], read: (text) => isAutomaticSubject(text) },
  { through: ["email/opt-out.ts asksToStop"], read: (text) => asksToStop(text) },
  { through: ["email/reply-text.ts replyText"], read: (text) => replyText(text) },
  { through: ["email/reply-text.ts replyText"], read: (text) => replyText(`${text}\n> a\n> b\n${text}`) },
  { through: ["email/return-date.ts returnAt"], read: (text) => returnAt(text, monday) },
  { through: ["email/month-names.ts monthNamed"], read: (text) => monthNamed(text) },
  { through: ["email/incoming.ts addressesIn"], read: (text) => addressesIn(text) },
  {
    through: ["intake/mail/addressee.ts addressee", "intake/mail/addressee.ts quotedLead"],
    read: (text) => [addressee("key", mailOf(text)), quotedLead("key", plain(text))],
  },
  {
    through: [
      ...["intake/mail/addressee.ts namedRecipients", "intake/mail/addressee.ts addressedIn"],
      ...["intake/mail/addressee.ts quotedIn", "intake/mail/addressee.ts sesIdsIn"],
      ...["intake/mail/addressee.ts answeredIds", "intake/mail/thread.ts threadIn", "intake/mail/letter.ts isReport"],
    ],
    read: (text) => [
      ...[namedRecipients(mailOf(text)), addressedIn(text), addressedIn(`To: ${text}`), quotedIn(mailOf(text))],
      ...[sesIdsIn(text), answeredIds(mailOf(text)), threadIn(mailOf(text)), isReport(letterOf(text))],
    ],
  },
  {
    through: [
      ...["email/answer-text.ts answerText", "email/answer-text.ts ownWords", "email/notice-leak.ts quotesNotice"],
      ...["email/notice-leak.ts writesBetween", "email/reply-text.ts unmarkedQuotation"],
      "intake/mail/answer-files.ts answerFiles",
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
  { through: ["intake/mail/forwarded.ts passedOn"], read: (text) => passedOn(plain(text), true) },
  { through: ["intake/mail/forwarded.ts passedOn"], read: (text) => passedOn(plain(`From: a@b.example\n${text}`)) },
  {
    through: ["intake/mail/inquire.ts saidBy", "intake/mail/letter.ts isLeaving", "intake/mail/letter.ts isByItself"],
    read: (text) => [toDraft(letterOf(text)), isLeaving(letterOf(text)), isByItself(letterOf(text))],
  },
  { through: ["intake/mail/letter.ts mailPrint"], read: (text) => mailPrint(mailOf(text)) },
  { through: ["intake/mail/labelled.ts readLabels"], read: (text) => readLabels(text) },
  { through: ["intake/mail/labelled.ts readLabels"], read: (text) => readLabels(`From: ${text}`) },
  {
    through: [
      ...["intake/mail/mailing-list.ts isListed", "intake/mail/mailing-list.ts isBulk"],
      ...["intake/mail/mailing-list.ts beforeList", "intake/mail/notification.ts answers"],
      ...["intake/mail/stranger.ts speaksForSomebody", "intake/mail/vouched.ts isVouchedFor"],
    ],
    read: (text) => [
      ...[isListed(mailOf(text)), isBulk(mailOf(text)), beforeList(mailOf(text)), answers(mailOf(text))],
      ...[speaksForSomebody(mailOf(text)), isAuthenticated(mailOf(text), received)],
    ],
  },
  {
    through: ["intake/mail/notification.ts readNotification"],
    read: (text) => [
      readNotification(plain(text)),
      readNotification(plain(`Name: a\nEmail: ${text}\nPhone: ${text}\nMessage:\n${text}`)),
    ],
  },
  {
    through: [
      ...["intake/mail/subject.ts isAnswer", "intake/mail/subject.ts isForward"],
      ...["intake/mail/subject.ts withoutForward", "intake/mail/subject.ts plainSubject"],
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
  ...["intake/messengers/account.ts account", "intake/messengers/meta-message.ts toldByMessage"],
  ...["intake/messengers/meta-messaging.ts signalsOfItem", "intake/messengers/meta-messaging.ts messagingSignals"],
  ...["intake/messengers/opening.ts inBrackets", "intake/messengers/telegram-message.ts writtenIn"],
  ...["intake/messengers/telegram-message.ts wordsOf", "intake/messengers/telegram-message.ts saidOf"],
  ...["intake/messengers/telegram-message.ts circumstancesOf", "intake/messengers/whatsapp-card.ts cardWords"],
  ...["intake/messengers/whatsapp-card.ts toldByCard", "intake/messengers/whatsapp-message.ts cardsOf"],
  ...["intake/messengers/whatsapp-message.ts wordsOf", "intake/messengers/whatsapp-message.ts extraOf"],
  ...["intake/messengers/whatsapp-message.ts adOf", "intake/messengers/whatsapp-message.ts revisionIn"],
  ...[
    "intake/meta-webhook.ts entriesOf",
    "intake/wire.ts readable",
    "intake/wire.ts readWire",
    "intake/wire.ts readBody",
  ],
  ...["intake/wire.ts unreadable", "intake/wire.ts present", "intake/wire.ts defined", "intake/platforms.ts adapterOf"],
];

/** Bodies, as the doors read them. */
export const bodyReadings: Reading[] = [
  ...Object.entries(platforms).map(
    ([, adapter]): Reading => ({
      through: [
        "intake/accept.ts signalsOf",
        "intake/exact-json.ts exactJson",
        "intake/forms/webhook-body.ts submissionsIn",
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
        "intake/calls/twilio-call.ts outcomeOf",
        "intake/calls/twilio-call.ts toldByLeg",
        "intake/calls/twilio-call.ts saidBy",
      ],
      ...["intake/calls/twilio-signature.ts postedForm", "intake/calls/twilio-signature.ts signedByTwilio"],
    ],
    read: (text) => {
      const body = new URLSearchParams({ CallSid: "CA1", From: text, CallStatus: text, CallerName: text, To: text });
      const call = delivery(body.toString(), urlencoded, text);
      return [platforms.twilio?.verify(call, arrived), platforms.twilio && signalsOf(platforms.twilio, call, arrived)];
    },
  },
  {
    through: [
      ...["intake/body.ts fieldsIn", "intake/charset.ts decodedText", "intake/charset.ts urlencodedPairs"],
      "intake/charset.ts multipartPairs",
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
      ...["intake/cleaning.ts line", "intake/cleaning.ts prose", "intake/cleaning.ts isLonger"],
      ...["intake/extra.ts extras", "intake/extra.ts isKeptWhole"],
    ],
    read: (text) => [
      line(text, 200),
      prose(text, 20_000),
      isLonger(text, 200),
      extras({ a: text, [text]: [text] }),
      isKeptWhole(text),
    ],
  },
  {
    through: ["intake/inquiry-draft.ts inquiryOf"],
    read: (text) => normalizeInquiry(said(text), website, { id: newInquiryId(monday), receivedAt: monday }),
  },
  {
    through: [
      ...["intake/web-form/form-inquiry.ts formTold", "intake/web-form/form-inquiry.ts formInquiry"],
      ...["intake/web-form/form-inquiry.ts formOnce", "intake/web-form/form-page.ts mendPage"],
      ...[
        "intake/forms/answer.ts saidIn",
        "intake/forms/consent-box.ts textOf",
        "intake/forms/consent-box.ts isTicked",
      ],
      "intake/forms/mapping.ts applyMapping",
    ],
    read: (text) => {
      const told = readForm(formOf(text), website);
      const inquiry = formInquiry({ ...told.said, email: "zoe@person.example" }, website, "", monday);
      return [
        formIdempotencyKey(told.submission, inquiry),
        mendPage(website, formOf(text), [], "https://leads.example/intake/form/website"),
        isTicked(text),
        textOf([text, text]),
      ];
    },
  },
  {
    through: [
      "intake/forms/field.ts formFieldMeant",
      "intake/forms/field.ts fieldOfType",
      "lead/field-name.ts fieldMeant",
    ],
    read: (text) => [formFieldMeant([text]), fieldOfType(text), fieldMeant(text)],
  },
  {
    through: [
      ...["intake/forms/mapping.ts applyMapping", "intake/forms/mapping.ts at", "intake/forms/mapping.ts withMapping"],
    ],
    read: (text) => [
      at({ a: { b: text } }, text.slice(0, limits.line)),
      applyMapping({ ...website, mapping: { roof: text.slice(0, limits.line) } }, [
        { path: "roof", label: "roof", names: [], value: text },
      ]),
      withMapping(said(text), { ...website, mapping: { roof: "message", email: "a.b" } }),
    ],
  },
  {
    through: [
      ...["intake/forms/bracket-names.ts nestedFields", "intake/forms/webhook-body.ts canonical"],
      ...["intake/forms/webhook-answers.ts leavesOf", "intake/forms/webhook-answers.ts hubspotConsent"],
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
        "intake/forms/consent-box.ts consentBoxes",
        "intake/forms/consent-box.ts isAgreed",
        "intake/forms/consent-box.ts textAt",
      ],
      ...["intake/web-form/consent-shown.ts consentBoxName", "intake/web-form/consent-shown.ts shownConsent"],
      ...["intake/forms/mapping-rule.ts ownField", "intake/forms/mapping-rule.ts isMappable"],
      ...["lead/box-meaning.ts boxMeaning", "lead/box-meaning.ts refusalAmong"],
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
      ...["lead/person-name.ts personName", "lead/mailbox.ts canonicalMailbox", "lead/mailbox.ts isSameMailbox"],
      "intake/web-form/network.ts networkOf",
    ],
    read: (text) => [
      personName(text),
      canonicalMailbox(`${text}@gmail.com`),
      isSameMailbox(text, `${text}a`),
      networkOf(text),
    ],
  },
  { through: ["intake/forms/moment.ts momentOf"], read: (text) => momentOf(text) },
  {
    through: ["intake/ads/linkedin-urn.ts lastOf", "intake/ads/linkedin-urn.ts formReference"],
    read: (text) => [lastOf(text), formReference(text), formReference(`leadGenForm:${text}`)],
  },
  {
    through: [
      ...["intake/web-form/spam-text.ts spamIn", "intake/web-form/spam-text.ts withoutToolsOwn"],
      ...["intake/web-form/suspicion.ts suspicionOfTold", "intake/web-form/disposable-domains.ts isDisposable"],
    ],
    read: (text) => [
      ...[spamIn(said(text)), withoutToolsOwn(said(text)), suspicionOfDraft(said(text), website), isDisposable(text)],
      suspicionOf({ said: said(text), source: website.id, fields: formOf(text) }, monday),
      limitsOf({ said: said(text), address: text }, monday),
    ],
  },
  {
    through: [
      ...["intake/signature.ts hmac", "intake/signature.ts urlToken", "intake/signature.ts urlTokens"],
      ...["intake/signature.ts isSame", "intake/signature.ts matchesOne", "intake/signature.ts bears"],
      ...["intake/meta-webhook.ts signedByMeta", "intake/meta-webhook.ts greetMeta"],
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
      ...["intake/import/csv.ts rowsIn", "intake/import/format.ts formatOf", "intake/import/format.ts decoded"],
      "intake/import/format.ts separatorIn",
    ],
    read: (text) => Promise.allSettled([rowsOf(Buffer.from(`a,b\n${text}`)), rowsOf(Buffer.from(text))]),
  },
  {
    through: [
      ...[
        "intake/import/column.ts columnsOf",
        "intake/import/column.ts sampled",
        "intake/import/column.ts suggestionsFor",
      ],
      ...["intake/import/column.ts checkColumns", "intake/import/csv.ts guarded", "intake/import/csv.ts unguarded"],
      ...["intake/import/csv.ts csvLine", "intake/import/role-address.ts isRoleAddress"],
    ],
    read: (text) => {
      const named = sampled(columnsOf([text, "a"], { source: website }), [text, text]);
      const outcome = [
        suggestionsFor(named, "IE"),
        guarded(text),
        unguarded(`'${text}`),
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
      "intake/import/judge.ts judge",
      "intake/import/row.ts filled",
      "intake/import/row.ts misshapen",
      "intake/import/row.ts illegible",
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
      ...["lead/identity.ts isLocalPart", "lead/identity.ts mailDomain", "lead/identity.ts normalizeEmail"],
      ...["lead/identity.ts normalizePhone", "lead/identity.ts normalizeName", "lead/identity.ts namesAgree"],
      ...["lead/field-name.ts namesRead", "email/address.ts mailable"],
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
        "email/merge.ts clean",
        "email/merge.ts line",
        "email/merge.ts tidy",
        "email/merge.ts hold",
        "email/merge.ts fill",
      ],
      ...["email/mime.ts unstructured", "email/mime.ts phrase", "email/mime.ts mailbox", "email/mime.ts message"],
      ...["email/text-part.ts fold", "email/text-part.ts textPart", "email/html-part.ts htmlPart"],
    ],
    // What somebody says is told again as a value, and cut to so much (`inquiryOf`).
    read: (text) => {
      const value = clean(text.slice(0, 20_000));
      const held = value && hold(value);
      return [
        ...[
          clean(text),
          oneLine(text),
          tidy([text]),
          fill(text, (one) => one),
          fold(text),
          textPart(`Hello ${held}\n`),
          htmlPart(`Hello ${held}\n`),
        ],
        ...[
          unstructured(value.slice(0, 200)),
          phrase(value.slice(0, 200)),
          mailbox(value.slice(0, 200), "a@b.c"),
          message([], text, text),
        ],
      ];
    },
  },
];

/** Modules that are given what others have read, what we have made ourselves, or ids; why is said beside each. */
export const readsNothing: readonly [RegExp, string][] = [
  [
    /^email\/(ledger|liquid|template|front-matter|mails|deliver|send|letter|stored-notice)\.ts /,
    "mails of ours, touches and ids",
  ],
  [/^email\/guarded-reader\.ts /, "readIncoming in a thread of its own"],
  [/^intake\/(parcel|source)\//, "stored deliveries and counts; what is in them is read by the adapters"],
  [/^intake\/(payload|platform-names|take)\.ts /, "stores what was read"],
  [/^intake\/accept\.ts acceptDelivery$/, "stores what signalsOf has read"],
  [
    /^intake\/ads\/(answers|graph|graph-lead|linkedin-api|linkedin-form|linkedin-lead|platform-call)\.ts /,
    "a platform's answer to us, read with inquiryOf",
  ],
  [/^intake\/import\/job\.ts /, "a key of ours"],
  [
    /^intake\/mail\/(aside|attachment|conversation|mail-source|stored-mail|take-in|office|office-mail|office-report)\.ts /,
    "stores what was read",
  ],
  [/^intake\/mail\/addressee\.ts (threaded|knownBy)$/, "asks the table"],
  [/^intake\/mail\/inquire\.ts inquire$/, "stores what was read"],
  [/^intake\/mail\/stranger\.ts takeStrangers$/, "stores what was read"],
  [/^intake\/web-form\/(captcha|form-hold|snippet)\.ts /, "ids, and what the form has read"],
];
