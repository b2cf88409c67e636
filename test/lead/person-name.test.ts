import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { greetingOf, nameInMail, personName } from "../../functions/lead/rules/person-name.ts";
import { fresh } from "./fixture.ts";

describe("a name that looks like one", () => {
  it.each([
    ["Müller, Hans", "Hans Müller", "Hans"],
    ["Herr Schmidt", "Schmidt", undefined],
    ["JOHN MCDONALD", "John McDonald", "John"],
    ["sean o'brien", "Sean O'Brien", "Sean"],
    ["Jean DUPONT", "Jean Dupont", "Jean"],
    ["ANNE-MARIE VAN DER BERG", "Anne-Marie van der Berg", "Anne-Marie"],
    ["van der Berg, Anna", "Anna van der Berg", "Anna"],
    ["Prof. Dr. Maria Schmidt", "Maria Schmidt", "Maria"],
    ["Müller, Hans, Dr.", "Hans Müller", "Hans"],
    ["Ann Lee, MBA", "Ann Lee", "Ann"],
    ["John Smith Jr.", "John Smith", "John"],
    ["J. R. Smith", "J. R. Smith", "J. R. Smith"],
    ["Zoë Smith", "Zoë Smith", "Zoë"],
    ["Olena", "Olena", "Olena"],
    ["AJ Smith", "AJ Smith", "AJ"],
    ["LI MA", "Li Ma", "Li"],
    ["ԱՆԻ ՊԵՏՐՈՍՅԱՆ", "Անի Պետրոսյան", "Անի"],
    ["مُحَمَّد علي", "مُحَمَّد علي", "مُحَمَّد"],
    ["عبد الله حسن", "عبد الله حسن", "عبد الله"],
    ["د. أحمد", "أحمد", undefined],
    ["田中太郎様", "田中太郎", undefined],
    ["ნინო ბერიძე", "ნინო ბერიძე", "ნინო"],
    ["Г-н Иванов Пётр", "Иванов Пётр", "Иванов"],
    ["  Anna   Reed ", "Anna Reed", "Anna"],
  ])("%s is shown as %s and greeted as %s", (raw, display, greeting) => {
    expect(personName(raw)).toEqual({ display, greeting });
  });

  it.each([
    "",
    "Herr",
    "evil.example",
    "Visit www.evil.example",
    "https://evil.example",
    "Win 1000 now",
    "a b c d e",
    "x@evil.example",
    "Robert (Bob) Smith",
    "A".repeat(41),
    "😀",
    "a, b, c",
    "Hans & Anna",
    "{{ lead.email }}",
    "<b>Bob</b>",
  ])("%j is none", (raw) => expect(personName(raw)).toBeUndefined());

  it("whatever is typed in, only letters, marks and the signs of names are repeated", () => {
    const anyName = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc
        .array(fc.constantFrom("Anna", "O'Brien", "evil.example", "J.", "von", ",", "Dr.", "1", "ANNA", "‮", "·"), {
          maxLength: 8,
        })
        .map((words) => words.join(" ")),
    );
    const isInitial = (text: string) => /^(?:\p{L}\p{M}*\.)+$/u.test(text);
    fc.assert(
      fc.property(anyName, (name) => {
        const found = personName(name);
        for (const shown of [found?.display, found?.greeting, greetingOf({ name })]) {
          if (shown === undefined) continue;
          expect(shown).toMatch(/^[\p{L}\p{M} '.-]+$/u);
          expect(shown.split(" ").length).toBeLessThanOrEqual(4);
          expect(Array.from(shown).length).toBeLessThanOrEqual(40);
          for (const word of shown.split(" ")) expect(word.includes(".") && !isInitial(word)).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("is asked of the first name they gave before the whole", () => {
    expect(greetingOf({ firstName: "Ana María", name: "x1" })).toBe("Ana María");
    expect(greetingOf({ firstName: "evil.example", name: "Ana López" })).toBe("Ana");
    expect(greetingOf({ firstName: "1", name: "2" })).toBeUndefined();
  });
});

describe("how our own people are told of somebody", () => {
  it.each(["evil.example", "Visit https://evil.example/win", "www.evil.example", "evil。example"])(
    "a name that leads somewhere is repeated nowhere: %s",
    (name) => expect(nameInMail(fresh({ name, email: "a@b.example" }))).toBe("a@b.example"),
  );

  it.each(["Zoë Smith", "Dr. Hans Müller", "J. R. Smith", "Room 7", "Smith & Sons"])("%s is", (name) =>
    expect(nameInMail(fresh({ name }))).toBe(name),
  );
});
