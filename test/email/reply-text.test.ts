import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readIncoming } from "../../functions/email/inbound/incoming.ts";
import { asksToStop } from "../../functions/email/inbound/opt-out.ts";
import { replyText } from "../../functions/email/inbound/reply-text.ts";

const corpus = join(import.meta.dirname, "../fixtures/mail/reply");

async function ownText(name: string) {
  const raw = readFileSync(join(corpus, `${name}.eml`));
  const { text } = await readIncoming(raw, { sender: "", recipients: [] });
  return replyText(text);
}

describe("a reply's own text", () => {
  it.each([
    ["gmail-en", "Hi Anna,\n\nyes please, Thursday works. Could you also look at the gutter?\n\nZoe"],
    ["gmail-wrapped", "Thanks!"],
    ["gmail-html-only", "Sounds good. I'd like the red tiles & two windows.\nOmar"],
    [
      "gmail-de",
      "Guten Tag Frau Reed,\n\ngerne am Donnerstag um 14:30 Uhr. Ich möchte keine roten Ziegel, lieber graue.\n\nViele Grüße\nJörg Müller",
    ],
    ["outlook-en", "Hello,\n\nPlease send the offer for 120 sqm.\n\nBest regards,\nTom Baker\n+44 20 7946 0000"],
    [
      "outlook-de-cp1252",
      "Hallo,\n\ndas Angebot ist etwas hoch – können Sie noch 5 % nachlassen?\n\nMit freundlichen Grüßen\nKäthe Groß",
    ],
    ["outlook-fr", "Bonjour,\n\nMerci pour votre réponse. Pouvez-vous m'appeler demain ?\n\nCordialement,\nÉlodie"],
    ["outlook-html", "Great, see you on Friday."],
    ["apple-en", "Monday is fine."],
    ["apple-fr", "D'accord pour mardi à 9 h."],
    ["apple-nl", "Prima, tot donderdag."],
    ["bottom-posted", "Proszę dzwonić po 17:00.\n\nPozdrawiam\nPiotr"],
    ["interleaved", "About 120 square metres.\n\nSlate, I think. If a > b we take tiles."],
    ["thunderbird-it", "Buongiorno, confermo il sopralluogo."],
    ["gmail-pt", "Pode ser na quarta."],
    ["gmail-sv", "Tack, det låter bra!"],
    ["gmail-fi", "Kiitos, soittakaa huomenna."],
    ["gmail-ru-koi8", "Добрый день! Да, среда подходит."],
    ["gmail-uk", "Дякую, чекаю на дзвінок."],
    ["gmail-ja", "お世話になっております。\n木曜日でお願いします。"],
    ["gmail-zh", "可以，周四见。"],
    ["gmail-he", "תודה, אשמח לשמוע עוד."],
    ["gmail-ar", "نعم، يوم الخميس مناسب."],
    [
      "looks-like-a-header",
      "On Monday 16.11.2026 I wrote to you:\nplease look at the east side as well.\n\nFrom: my point of view the chimney is fine.\nSee https://example.com/what-tom-wrote: for a photo.\n> this line stands alone",
    ],
    ["original-message", "OK for me."],
    ["yahoo-mobile", "Fine by me."],
  ])("%s", async (name, expected) => {
    expect(await ownText(name)).toEqual({ text: expected, whole: false });
  });

  it("is all there is, and says so, when everything looks quoted", async () => {
    const { text, whole } = await ownText("all-quoted");
    expect(whole).toBe(true);
    expect(text).toContain("thank you for your inquiry");
  });

  it("holds no more than what came, and never fails", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(">", "\n", " ", "On ", "wrote:", "2026", "a@b.cd", "-- ", "x") }),
        (body) => {
          const { text } = replyText(body);
          expect(text.length).toBeLessThanOrEqual(body.length);
          expect(replyText(text).text.length).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});

describe("an opt-out in own words", () => {
  it.each([
    "unsubscribe",
    "Stop",
    "Hi, please unsubscribe me. Thanks, Tom",
    "Hi please unsubscribe me",
    "I am not interested. Don't contact me again.",
    "take me off your list please",
    "I do not want to receive any more emails from you.",
    "No more emails, please",
    "Opt out",
    "Bitte melden Sie mich vom Newsletter ab.",
    "Löschen Sie bitte meine E-Mail-Adresse aus Ihrem Verteiler",
    "Ich möchte keine weiteren E-Mails erhalten.",
    "Ne m'envoyez plus de mails svp",
    "Je ne souhaite plus recevoir vos messages",
    "Por favor, elimínenme de su lista",
    "No me envíen más correos",
    "Non scrivetemi più",
    "Remova meu e-mail da lista",
    "Ik wil geen mails meer ontvangen",
    "Schrijf mij uit aub",
    "Ta bort mig från listan",
    "Больше не пишите мне",
    "Відпишіть мене, будь ласка",
  ])("%s", (text) => expect(asksToStop(text)).toBe(true));

  it.each([
    "Yes, please call me tomorrow.",
    "Can you stop by on Monday?",
    "Please don't stop!",
    "We stopped the project for now, write to me in March.",
    "How can I unsubscribe my colleague?",
    "I did not unsubscribe, please go on.",
    "Remove me from the Tuesday slot.",
    "Ich möchte keine roten Ziegel.",
    "Das Projekt ist gestoppt, melden Sie sich im März.",
    "Please stop calling before nine; mail is fine.",
    "Bitte keine Anrufe vor 9 Uhr.",
    "No me llamen antes de las 10.",
    "Send me more emails like this one!",
    "The bus stop is next to the house. End of the street.",
    "",
  ])("but not: %s", (text) => expect(asksToStop(text)).toBe(false));
});
