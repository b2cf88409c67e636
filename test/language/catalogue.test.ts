import { expect, it } from "vitest";
import { catalogue } from "../../functions/platform/text/catalogue.ts";

const english = {
  plain: "It's all right",
  greeting: "Hello {name}, of {company}!",
  months: "in {count, plural, one {# month of {whose}} other {# months of {whose}}}",
  kinds: "a {kind, select, mail {mail to {who}} other {message}} here",
  day: "on {day, date, ::dMMMM}",
} as const;
const say = catalogue(english, { de: { ...english, plain: "Alles gut", greeting: "Hallo {name} von {company}!" } });

it("says a text by its key, with what it must be given", () => {
  expect(say("plain")).toBe("It's all right");
  expect(say("greeting", { name: "Ana", company: 3 })).toBe("Hello Ana, of 3!");
  expect(say("months", { count: 1, whose: "May" })).toBe("in 1 month of May");
  expect(say("months", { count: 2, whose: "May" })).toBe("in 2 months of May");
  expect(say("kinds", { kind: "mail", who: "Ana" })).toBe("a mail to Ana here");
  expect(say("day", { day: Date.UTC(2026, 10, 23, 12) })).toBe("on November 23");
});

it("in the language that was asked for, without its region, or else in English", () => {
  expect(say.in("de-AT")("greeting", { name: "Ana", company: "X" })).toBe("Hallo Ana von X!");
  expect(say.in("DE")("plain")).toBe("Alles gut");
  expect(say.in("hy")("plain")).toBe("It's all right");
  expect(say.in("constructor")("plain")).toBe("It's all right");
});

it("around pieces that are no text", () => {
  const piece = new URL("https://leads.example");
  expect(say.around("greeting", { name: piece, company: "X" })).toEqual(["Hello ", piece, ", of X!"]);
});

it("what is not so does not compile", () => {
  const wrong = () => {
    // @ts-expect-error: there is no such key
    say("nothing");
    // @ts-expect-error: it has no arguments
    say("plain", { name: "Ana" });
    // @ts-expect-error: it has some
    say("greeting");
    // @ts-expect-error: it has one more
    say("greeting", { name: "Ana" });
    // @ts-expect-error: it has no such argument
    say("greeting", { name: "Ana", company: "X", more: "Y" });
    // @ts-expect-error: how many is a number
    say("months", { count: "1", whose: "May" });
    // @ts-expect-error: what a case of it names is asked for too
    say("kinds", { kind: "mail" });
    // @ts-expect-error: another language has every key
    catalogue({ plain: "yes", other: "no" }, { de: { plain: "ja" } });
  };
  expect(wrong).toThrow();
});
