/** The lead's fields that a form, a sheet or a notification mail may ask for. */
export const leadFields = [
  "name",
  "firstName",
  "lastName",
  "email",
  "phone",
  "company",
  "message",
  "language",
  "country",
  "consent",
] as const;
export type LeadField = (typeof leadFields)[number];

/** What forms call a field, by language; boxes about mail are in consent-words.ts. Data: incomplete by nature. */
export const fieldNames: Record<Exclude<LeadField, "consent">, string> = {
  name: `name, full name, name surname, name last name, first last name, first name last name, complete name, contact person, person name, display name, fio
    vollständiger name, ganzer name, vor nachname, vorname nachname, vorname name, name vorname, vor zuname, ansprechpartner, ansprechperson
    nom complet, nom prénom, prénom nom, nombre, nombre completo, nombre apellido, nombre apellidos
    nome, nome completo, nome cognome, nominativo, nome sobrenome, nome apelido, naam, volledige naam, voornaam achternaam, contactpersoon
    imię nazwisko, pełne imię nazwisko, jméno, jméno příjmení, celé jméno, nume, nume prenume, nume complet, numele complet
    имя, фио, имя фамилия, фамилия имя, фамилия имя отчество, полное имя, как вас зовут, как обращаться, контактное лицо
    ім'я, імя, піб, ім'я прізвище, прізвище ім'я, повне ім'я, անուն, անուն ազգանուն, անունը
    الاسم, اسم, اسمك, الاسم الكامل, الاسم بالكامل, isim, ad, adı, adınız, isminiz, ad soyad, adı soyadı, adınız soyadınız, isim soyisim`,
  firstName: `first name, fname, first, given name, forename, christian name
    vorname, rufname, prénom, nombre pila, primer nombre, nome proprio, primo nome, primeiro nome, prenome, voornaam
    imię, křestní jméno, prenume, имя отчество, ім'я по батькові, الاسم الأول, الاسم الاول, ilk ad`,
  lastName: `last name, lname, last, surname, family name, second name, sname
    nachname, familienname, zuname, nom, nom famille, apellido, apellidos, primer apellido, cognome, sobrenome, apelido, último nome
    achternaam, familienaam, nazwisko, příjmení, nume familie, numele familie, фамилия, прізвище, ազգանուն
    اسم العائلة, اللقب, الاسم الأخير, الكنية, soyad, soyadı, soyadınız, soyisim`,
  email: `email, mail, email address, mail address, email id, eml
    mailadresse, mail adresse, adresse mail, adresse électronique, correo, correo electrónico, dirección correo, dirección correo electrónico
    posta elettronica, indirizzo mail, correio eletrônico, correio eletrónico, endereço email, mailadres, adres mail
    poczta, adres poczty, pošta, adresa mail, poștă electronică, мейл, мыло, почта, пошта, փոստ, البريد, الإيميل, posta, elektronik posta`,
  phone: `phone, telephone, tel, mobile, cell, phone number, telephone number, mobile number, cell number, contact number, phone no, mobile no, ph, gsm, tlf, tfn
    mobil, handy, rufnummer, rückrufnummer, fon, tel nr, portable, mobile portable, móvil, celular, número contacto
    cellulare, recapito, numero cellulare, telemóvel, telemóvel celular, número contato, mobiel, gsm nummer, komórka, numer kontaktowy, nr tel
    mobilní číslo, număr contact, mobilul, мобильный, сотовый, контактный номер, мобільний, контактний номер
    հեռ, الهاتف, الجوال, الموبايل, رقم الجوال, رقم التواصل, cep, gsm no, cep no, iletişim numarası`,
  company: `company, company name, name company, organization, organisation, organization name, organisation name, business name, business, employer, firm, co
    firma, firmenname, unternehmen, unternehmensname, name unternehmens, firma name, betrieb, société, nom société, entreprise, nom entreprise, raison sociale, organisme
    empresa, nombre empresa, compañía, organización, razón social, azienda, nome azienda, società, ragione sociale, ditta, impresa
    nome empresa, companhia, organização, bedrijf, bedrijfsnaam, naam bedrijf, organisatie, nazwa firmy, przedsiębiorstwo, organizacja
    společnost, název firmy, název společnosti, companie, nume companie, nume firmă, denumire firmă, compania, organizație
    компания, название компании, фирма, организация, предприятие, компанія, назва компанії, фірма, організація
    ընկերություն, ընկերության անուն, ընկերության անվանում, կազմակերպություն
    الشركة, شركة, اسم الشركة, اسم شركتك, المؤسسة, şirket, şirket adı, şirketiniz, firma adı, kurum, işletme adı`,
  message: `message, msg, comment, comments, question, questions, inquiry, enquiry, request, details, notes, note, remarks, how can we help, how can we help you, additional information, tell us more
    nachricht, ihre nachricht, mitteilung, kommentar, anmerkung, anmerkungen, anfrage, ihre anfrage, anliegen, frage, bemerkung, bemerkungen
    commentaire, commentaires, demande, mensaje, comentario, comentarios, consulta, pregunta, observaciones
    messaggio, commento, commenti, richiesta, domanda, mensagem, comentário, comentários, pergunta, dúvida, observações
    bericht, opmerking, opmerkingen, vraag, vragen, wiadomość, treść wiadomości, treść, komentarz, pytanie, zapytanie, uwagi
    zpráva, vaše zpráva, komentář, poznámka, dotaz, mesaj, mesajul, mesajul tău, mesajul dumneavoastră, comentariu, comentarii, întrebare, solicitare
    сообщение, текст сообщения, комментарий, комментарии, вопрос, ваш вопрос, запрос, примечание, повідомлення, текст повідомлення, коментар, питання, запитання
    հաղորդագրություն, մեկնաբանություն, հարց, نص الرسالة, الرسالة, رسالة, رسالتك, تعليق, استفسار, استفسارك, mesajınız, yorum, soru, sorunuz, açıklama`,
  language: `language, lang, locale, preferred language, language code
    sprache, bevorzugte sprache, langue, langue préférée, idioma, idioma preferido, lengua, lingua, lingua preferita, língua, taal, voorkeurstaal
    język, jazyk, limba, limbă, язык, мова, լեզու, اللغة, لغة, dil`,
  country: `country, country code, nation, country residence, country region
    land, staat, herkunftsland, pays, país, pais, país residencia, paese, nazione, kraj, země, stát, țara, țară
    страна, країна, երկիր, الدولة, البلد, دولة, ülke`,
};

/** Words that tell what a longer name means, whatever else stands in it. */
export const tellingWords = {
  email: `email, emails, mailadresse, emailadresse, emailaddress, mailadres, emailadres, courriel, mél, correo, correo electrónico, posta elettronica, endereço eletrônico
    poczta elektroniczna, adres mailowy, электронная почта, электронной почты, почта, почты, имейл, емейл, емайл, електронна пошта, електронної пошти, эл почта
    էլ փոստ, էլփոստ, էլեկտրոնային փոստ, էլեկտրոնային հասցե, البريد الإلكتروني, بريد إلكتروني, بريدك الإلكتروني, الايميل, eposta, e posta, mail adresi`,
  phone: `phone, telephone, phonenumber, tel, mobile number, mobile phone, cell phone, cellphone, whatsapp, whatsapp number
    telefon, telefonnummer, telefonnr, mobilnummer, handynummer, mobiltelefon, téléphone, telephone portable, numéro téléphone, teléfono, telefono
    telefone, telemóvel, celular, telefoon, telefoonnummer, telefoonnr, mobiel nummer, telefonu, telefoniczny, telefonní číslo, telefonní
    telefonul, telefonului, телефон, телефона, телефону, номер телефону, վաթսափ, հեռախոս, հեռախոսահամար, հեռախոսի համար
    رقم الهاتف, رقم هاتفك, هاتف, الهاتف, رقم الجوال, رقم الموبايل, واتساب, telefon numarası, telefonunuz, cep telefonu`,
} satisfies Partial<Record<LeadField, string>>;

/** Beside these a mail address or a phone is only talked of. */
export const talkedOf = `time, when, type, model, brand, system, preferred, preference, preferences, best way, how, code, status, verified, subject, template
  consent, marketing, frequency, provider, plan, country, extension, ext, count, score, valid, uhrzeit, wann, modell, quand, heure, cuándo, hora, orario, quando, horário, wanneer, kiedy, kdy, când, когда, коли, متى, ne zaman`;

/** Words that say nothing of a field: whose it is, that it is asked for, that it must be filled. */
export const fillers = `your, you, my, our, please, enter, type in, provide, give, us, what, s, l, d, is, are, the, a, an, of, and, or, to, for, field, fields, input, required, optional, mandatory
  contact, customer, client, lead, visitor, billing, text field, wpforms, data, attr, txt, ihr, ihre, ihren, dein, deine, der, die, des, und, bitte, pflichtfeld, kunde, kontakt, eingeben
  votre, vos, ton, ta, de, du, le, la, les, et, el, los, su, tu, sus, tus, y, il, lo, tuo, tua, suo, sua, e, seu, o, da, do, di, del, della, uw, je, jouw, en, van, twój, twoje, twoja, i, w, váš, vaše, tvoje
  dumneavoastră, dvs, tău, și, ваш, ваша, ваше, твое, введите, укажите, і, та, ձեր, և, من فضلك, أدخل, sizin, lütfen, ve`;
