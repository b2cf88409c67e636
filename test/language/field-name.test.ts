import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldMeant, type LeadField, namesInPlace } from "../../functions/language/field-name.ts";

const names: Record<LeadField, string[]> = {
  name: [
    ...["name", "Full Name", "full_name", "fullName", "your-name", "What's your name?", "Contact name", "Name *"],
    ...[
      "Vor- und Nachname",
      "Nom et prénom",
      "Nombre",
      "Nombre y apellidos",
      "Nome e cognome",
      "Naam",
      "Imię i nazwisko",
    ],
    ...["Jméno a příjmení", "Nume", "Имя", "Ваше имя", "ФИО", "Ім'я", "Անուն", "الاسم", "Ad Soyad", "Adınız"],
  ],
  firstName: ["first_name", "firstname", "FNAME", "fname", "Vorname", "Prénom", "Voornaam", "Prenume", "الاسم الأول"],
  lastName: [
    "last_name",
    "Surname",
    "lname",
    "Nachname",
    "Nom",
    "Apellidos",
    "Cognome",
    "Фамилия",
    "Soyadı",
    "Ազգանուն",
  ],
  email: [
    ...[
      "email",
      "E-Mail-Adresse",
      "your-email",
      "work_email",
      "user_email",
      "userEmail",
      "company email",
      "EMAIL_ADDRESS",
    ],
    ...[
      "Adresse e-mail professionnelle",
      "Courriel",
      "correo electrónico",
      "Correo",
      "Indirizzo e-mail",
      "E-mailadres",
    ],
    ...[
      "Adres e-mail",
      "Электронная почта",
      "Эл. почта",
      "Електронна пошта",
      "Էլ. փոստ",
      "البريد الإلكتروني",
      "E-posta",
    ],
    ...["email-123", "customeremail", "Business Email", "What is your email?"],
  ],
  phone: [
    ...[
      "phone",
      "phone_number",
      "tel",
      "tel-456",
      "Mobile",
      "Cell phone",
      "your-tel",
      "Phone Number (with country code)",
    ],
    ...[
      "Telefonnummer",
      "Ihre Telefonnummer für Rückfragen",
      "Handynummer",
      "Téléphone",
      "Numéro de téléphone",
      "Teléfono",
    ],
    ...[
      "Telefono",
      "Telemóvel",
      "Celular",
      "Telefoonnummer",
      "Numer telefonu",
      "Telefonní číslo",
      "Telefon",
      "Телефон",
    ],
    ...["Номер телефону", "Հեռախոս", "Հեռախոսահամար", "رقم الهاتف", "رقم الجوال", "Cep telefonu", "WhatsApp number"],
  ],
  company: [
    ...[
      "company",
      "company_name",
      "companyName",
      "Organisation",
      "Firma",
      "Unternehmen",
      "Société",
      "Nom de l'entreprise",
    ],
    ...[
      "Empresa",
      "Azienda",
      "Bedrijfsnaam",
      "Nazwa firmy",
      "Společnost",
      "Companie",
      "Компания",
      "Компанія",
      "Şirket",
    ],
    ...["Ընկերություն", "الشركة", "Name of your company"],
  ],
  message: [
    ...["message", "your-message", "Comments", "Nachricht", "Ihre Nachricht", "Votre message", "Mensaje", "Messaggio"],
    ...["Mensagem", "Bericht", "Wiadomość", "Zpráva", "Mesajul dvs.", "Сообщение", "Повідомлення", "Հաղորդագրություն"],
    ...["الرسالة", "Mesajınız", "How can we help you?"],
  ],
  language: [
    "language",
    "lang",
    "Sprache",
    "Langue",
    "Idioma",
    "Lingua",
    "Taal",
    "Język",
    "Язык",
    "Լեզու",
    "اللغة",
    "Dil",
  ],
  country: ["country", "Land", "Pays", "País", "Paese", "Kraj", "Země", "Țara", "Страна", "Країна", "Երկիր", "Ülke"],
  consent: [
    ...["consent", "Email consent", "newsletter", "marketing_opt_in", "acceptsMarketing", "Subscribe to our news"],
    ...["Ich möchte Angebote per E-Mail erhalten", "Подписка на новости", "النشرة البريدية", "メルマガ"],
  ],
};

const others = [
  ...[
    "GDPR consent",
    "gdpr_agreement",
    "I agree to the privacy policy",
    "DSGVO",
    "Consentement RGPD",
    "cookie_consent",
  ],
  ...["Ich habe die Datenschutzerklärung gelesen und akzeptiere sie", "Согласие на обработку персональных данных"],
  ...[
    "KVKK Aydınlatma Metni",
    "Email Opt Out",
    "do_not_email",
    "HasOptedOutOfEmail",
    "unsubscribed from e-mail",
    "E-Mail abbestellt",
  ],
  ...["username", "user_name", "User name", "company size", "Company website", "project_name", "form_name", "nickname"],
  ...[
    "Best time to phone",
    "phone model",
    "Preferred contact method: phone or email",
    "subject",
    "fax",
    "budget",
    "id",
  ],
  ...["How many people work at your company?", "text-123", "", "  ", "123", "utm_source", "page", "mailing address"],
  ...[
    "Did somebody call you by phone about this roof before?",
    "In which country is the roof that you would like to cover?",
    "domain name",
    "__proto__",
    "constructor",
    "contact",
  ],
];

describe("what a field's name means", () => {
  const table = Object.entries(names).flatMap(([field, all]) => all.map((name) => [name, field] as const));

  it.each(table)("%s → %s", (name, field) => {
    expect(fieldMeant(name)).toBe(field);
  });

  it.each(others)("%s is none of ours", (name) => {
    expect(fieldMeant(name)).toBeUndefined();
  });

  const written: [string, (name: string) => string][] = [
    ["in capitals", (name) => name.toUpperCase()],
    ["with a colon and a star", (name) => ` ${name}: *`],
    ["decomposed", (name) => name.normalize("NFD")],
    ["with underscores", (name) => name.replaceAll(" ", "_")],
    ["as required", (name) => `${name} (required)`],
  ];
  it.each(written)("does not care how it is written: %s", (_, write) => {
    for (const [name, field] of table) expect([name, fieldMeant(write(name))]).toEqual([name, field]);
  });

  it("stands any text", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme-composite" }), (name) => void fieldMeant(name)));
  });
});

describe("names in their place", () => {
  it.each([
    ["Nombre and Apellidos", { name: "Ana", lastName: "Ruiz Gil" }, { firstName: "Ana", lastName: "Ruiz Gil" }],
    ["Nume and Prenume", { name: "Popescu", firstName: "Ion" }, { firstName: "Ion", lastName: "Popescu" }],
    ["a whole name beside its part", { name: "Ann Lee", lastName: "lee" }, { name: "Ann Lee", lastName: "lee" }],
    ["all three", { name: "A", firstName: "B", lastName: "C" }, { name: "A", firstName: "B", lastName: "C" }],
    ["a name alone", { name: "Ann" }, { name: "Ann" }],
    ["none", {}, {}],
  ])("%s", (_, given, placed) => {
    expect(namesInPlace(given)).toEqual(placed);
  });
});
