import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readIncoming } from "../../../functions/email/inbound/incoming.ts";
import { forwardedMail } from "../../../functions/intake/adapters/mail/forwarded.ts";
import { readNotification } from "../../../functions/intake/adapters/mail/notification.ts";
import { readMailFile } from "../../email/mail-file.ts";

const folder = join(import.meta.dirname, "../../fixtures/email/inquiries");
const mailIn = (name: string) => readMailFile(join(folder, `${name}.eml`));

describe("a website's notification is read field by field", () => {
  const forms: [string, object][] = [
    [
      "form-contact-form-7-en",
      {
        name: "Mary Doyle",
        email: "mary@doyle.example",
        message: "Our roof leaks since Friday: two spots.\n\nPlease call in the evening.",
      },
    ],
    [
      "form-wpforms-de",
      {
        firstName: "Anja",
        lastName: "Schäfer",
        email: "anja@schaefer.example",
        phone: "089 / 5550 4321",
        message: "Bitte um ein Angebot für ein Carport-Dach.\nFläche: 30 m²",
      },
    ],
    [
      "form-jimdo-de",
      {
        name: "Peter Lang",
        email: "p.lang@post.example",
        company: "Lang & Söhne",
        message: "Wir bauen eine Halle.\nWann haben Sie Zeit?",
      },
    ],
    ["form-wix-en", { name: "Tara Flynn", phone: "+353 1 555 0101", extra: { "Roof type": "flat" } }],
    [
      "form-tilda-ru",
      {
        name: "Иван Петров",
        phone: "+7 (903) 555-01-77",
        email: "ivan@petrov.example",
        extra: { Площадь: "80", "Form Name": "Cart" },
      },
    ],
    [
      "form-gravity-fr",
      {
        firstName: "Luc",
        lastName: "Bernard",
        email: "luc@bernard.example",
        country: "FR",
        message: "Bonjour, je voudrais un devis.",
      },
    ],
    [
      "form-elementor-es",
      {
        firstName: "Rosa",
        lastName: "Vega Gil",
        email: "rosa@vega.example",
        phone: "612 345 678",
        message: "¿Cuánto cuesta un tejado?",
      },
    ],
  ];

  it.each(forms)("%s", async (name, said) => {
    expect(readNotification(await mailIn(name))).toMatchObject(said);
  });

  it.each(["plain-de", "html-only", "attachments", "reply-to", "signature"])("%s is a person's own", async (name) => {
    expect(readNotification(await mailIn(name))).toBeUndefined();
  });

  it("an answer is a person's own, whatever it quotes", async () => {
    const mail = await mailIn("form-jimdo-de");
    expect(readNotification({ ...mail, subject: `AW: ${mail.subject}` })).toBeUndefined();
    expect(readNotification({ ...mail, headers: new Map([["in-reply-to", ["<a@b.example>"]]]) })).toBeUndefined();
  });
});

describe("what an owner passes on is its first writer's", () => {
  const forwards: [string, { from: string; fromName: string; subject: string; text: string }, string][] = [
    [
      "forward-gmail-en",
      {
        from: "grace@nolan.example",
        fromName: "Grace Nolan",
        subject: "New roof for a barn",
        text: "Hello Anna,\n\nas promised: our barn needs a new roof, 300 m2.\n\nGrace",
      },
      "Met her at the fair, please put her in.",
    ],
    [
      "forward-outlook-de",
      {
        from: "karl@huber.example",
        fromName: "Karl Huber",
        subject: "Solar auf dem Flachdach",
        text: "Sehr geehrter Herr Okafor,\n\ngeht Solar auch auf einem Flachdach?\n\nKarl Huber",
      },
      "Bitte anlegen.",
    ],
    [
      "forward-apple-fr",
      {
        from: "chloe@petit.example",
        fromName: "Chloé Petit",
        subject: "Toiture à refaire",
        text: "Bonjour,\n\nnotre toiture est à refaire.\nChloé",
      },
      "",
    ],
    [
      "forward-attached",
      {
        from: "sean@daly.example",
        fromName: "Sean Daly",
        subject: "Two chimneys",
        text: "Can you take down two chimneys?\n\n",
      },
      "See attached.",
    ],
    [
      "forward-ru",
      {
        from: "olga@orlova.example",
        fromName: "Olga Orlova",
        subject: "Крыша дачи",
        text: "Сколько стоит крыша 60 м2?",
      },
      "",
    ],
    [
      "forward-renamed",
      {
        from: "hugh@daly.example",
        fromName: "Hugh Daly",
        subject: "New lead from the fair",
        text: "How much are 200 slates?",
      },
      "",
    ],
    [
      "forward-original",
      {
        from: "hugh@daly.example",
        fromName: "Hugh Daly",
        subject: "Slates for Mr Daly",
        text: "How much are 200 slates?",
      },
      "Please take care of him.",
    ],
    [
      "forward-ar",
      { from: "layla@haddad.example", fromName: "ليلى حداد", subject: "سقف جديد", text: "كم سعر السقف؟" },
      "",
    ],
    ["forward-he", { from: "noa@levi.example", fromName: "Noa Levi", subject: "גג חדש", text: "כמה עולה גג?" }, ""],
    [
      "forward-hy",
      { from: "aram@sargsyan.example", fromName: "Արամ Սարգսյան", subject: "Նոր տանիք", text: "Ի՞նչ արժե տանիքը։" },
      "",
    ],
    ["forward-tr", { from: "ece@kaya.example", fromName: "Ece Kaya", subject: "Çatı", text: "Çatı ne kadar?" }, ""],
  ];

  it.each(forwards)("%s", async (name, original, note) => {
    const passed = await forwardedMail(await mailIn(name));
    expect(passed?.mail).toMatchObject(original);
    expect(passed?.note).toBe(note);
  });

  it("and a passed-on notification is its form's", async () => {
    const passed = await forwardedMail(await mailIn("forward-form-en"));
    expect(passed && readNotification(passed.mail)).toMatchObject({
      name: "Orla Kane",
      email: "orla@kane.example",
      message: "New gutters, please.",
    });
  });

  it.each(["owner-without-forward", "owner-answers", "plain-de", "form-contact-form-7-en"])(
    "%s passes nothing on",
    async (name) => {
      expect(await forwardedMail(await mailIn(name))).toBeUndefined();
    },
  );
});

it("what a person has looked at is passed on, whatever announces it", async () => {
  const mail = { ...(await mailIn("forward-tr")), subject: "Edasi: katus" };
  expect(await forwardedMail(mail)).toBeUndefined();
  expect((await forwardedMail(mail, true))?.mail.from).toBe("ece@kaya.example");
});

describe("whatever comes", () => {
  const row = fc.oneof(
    fc.constantFrom(
      "Name: Jane",
      "E-mail: jane@doe.example",
      "Message:",
      "From: a <a@b.example>",
      "Sent: x",
      "To: y",
      "> z",
    ),
    fc.constantFrom("---------- Forwarded message ---------", "-- ", "", "Phone\t+353 1 555 0101", "__proto__: x"),
    fc.string({ unit: "binary", maxLength: 40 }),
  );

  it("is read as a mail, a notification or a passed-on mail without fail", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.boolean(), async (rows, html) => {
        const head = `From: a@b.example\r\nSubject: Fwd: x\r\nContent-Type: text/${html ? "html" : "plain"}; charset=utf-8\r\n\r\n`;
        const mail = await readIncoming(Buffer.from(head + rows.join(html ? "<br>" : "\r\n")), {
          sender: "a@b.example",
          recipients: [],
        });
        readNotification(mail);
        const passed = await forwardedMail(mail);
        if (passed) expect(passed.mail.from).toMatch(/@/);
      }),
      { numRuns: 300 },
    );
  });
});
