import { describe, expect, it } from "vitest";
import { boxMeaning, refusalAmong } from "../../functions/language/box-meaning.ts";

describe("what a box is for", () => {
  it.each([
    ...["consent", "newsletter", "marketing_opt_in", "acceptsMarketing", "Email consent", "Contact me"],
    ...["Subscribe to our newsletter. You can unsubscribe at any time", "I agree to be contacted"],
    ...[
      "Do not miss our news",
      "Not just news: offers",
      "Angebote nicht verpassen",
      "Newsletter (no spam)",
      "Offers, cancel any time",
    ],
    ...["Ne pas manquer les offres", "Не пропустить новости", "Notícias e ofertas", "Nyheter och erbjudanden"],
    ...["Ich möchte Angebote per E-Mail erhalten", "Je souhaite recevoir vos offres", "Deseo recibir novedades"],
    ...[
      "Подписка на новости",
      "النشرة البريدية",
      "メルマガ",
      "Նորություններ",
      "Nieuwsbrief",
      "Haber bülteni kampanyalar",
    ],
  ])("%s: news, offers or contact", (name) => expect(boxMeaning(name)).toBe("consent"));

  it.each([
    ...["privacy_policy", "I agree to the privacy policy", "terms", "Accept cookies", "GDPR consent", "AGB gelesen"],
    ...["Datenschutzerklärung", "Согласие на обработку персональных данных", "J'accepte les conditions générales"],
    ...["I accept the terms and wish to get the newsletter", "プライバシーポリシー", "الموافقة على سياسة الخصوصية"],
  ])("%s: terms, never consent", (name) => expect(boxMeaning(name)).toBe("terms"));

  it.each([
    ...["Email Opt Out", "HasOptedOutOfEmail", "do_not_contact", "Do not email", "unsubscribed", "Unsubscribed At"],
    ...["Keine Werbung", "Abgemeldet", "Ne pas contacter", "Désinscrit", "Dado de baja", "No contactar", "Disiscritto"],
    ...["Descadastrado", "Uitgeschreven", "Nie kontaktować", "Nekontaktovat", "Dezabonat", "Отписан", "Відписаний"],
    ...["Չկապվել", "إلغاء الاشتراك", "Abonelikten çıktı", "Avregistrerad", "退订", "配信停止", "수신거부"],
    ...["I do not want to receive your offers", "No newsletter please", "Never mail me news"],
    ...[
      "newsletter_declined",
      "marketing_emails_blocked",
      "marketing_consent_withdrawn",
      "not_subscribed",
      "newsletter_stop",
    ],
    ...[
      "marketing refused",
      "exclude from marketing",
      "Newsletter abgelehnt",
      "Widerspruch Werbung",
      "refus newsletter",
    ],
    ...["Ich möchte den Newsletter nicht erhalten", "Jeg vil ikke ha nyhetsbrev", "Не присылайте рассылку", "不要订阅"],
    ...[
      "marketing bloqueado",
      "Newsletter rifiutata",
      "Newsletter geweigerd",
      "Newsletter odmowa",
      "ニュースレターを停止",
    ],
  ])("%s: a refusal", (name) => expect(boxMeaning(name)).toBe("refusal"));

  it.each([
    "name",
    "email",
    "Contact no",
    "Do you have a newsletter?",
    "newsletter_frequency",
    "SMS consent",
    "status",
  ])("%s: none of these", (name) => expect(boxMeaning(name)).toBeUndefined());
});

describe("a refusal among answers", () => {
  const refusal = (name: string, value: unknown) => refusalAmong([{ names: [name], value }])?.reason;

  it.each<[string, unknown]>([
    ["Email Opt Out", "1"],
    ["Email Opt Out", 1],
    ["Email Opt Out", "TRUE"],
    ["Email Opt Out", "Ja"],
    ["Email Opt Out", "2024-05-01 10:00"],
    ["Unsubscribed", "by phone"],
    ["Newsletter", "unsubscribed"],
    ["Status", "Unsubscribed"],
    ["Статус", "отписан"],
  ])("%s: %j has left", (name, value) => expect(refusal(name, value)).toBe("unsubscribed"));

  it.each<[string, unknown]>([
    ["do_not_contact", true],
    ["Do not email", "yes"],
    ["Lead Status", "Do Not Contact"],
    ["do_not_contact", ["email"]],
  ])("%s: %j is not to be written to", (name, value) => expect(refusal(name, value)).toBe("do-not-contact"));

  it.each(["0", 0, "0.0", false, "false", "no", "", null, undefined, [], "N", "never", "subscribed", "нет", "-"])(
    "%j says nothing of it",
    (value) => {
      expect(refusal("Email Opt Out", value)).toBeUndefined();
      expect(refusal("do_not_contact", value)).toBeUndefined();
    },
  );

  it.each<[string, unknown]>([
    ["message", "please do not contact me before nine"],
    ["Lead Status", "No contact"],
    ["Status", "subscribed"],
    ["unsubscribe link", "https://x.example/u"],
    ["newsletter", "on"],
  ])("%s: %j is none", (name, value) => expect(refusal(name, value)).toBeUndefined());
});
