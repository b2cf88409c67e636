import fc from "fast-check";

/** What bad mails and bodies are made of, over and over. */
const pieces = [
  " ",
  "\t",
  "\n",
  "\r\n",
  "\n ",
  "\u00a0",
  "\u3000",
  ">",
  "> ",
  "<",
  "<a ",
  '<a href="',
  "</b>",
  "<!--",
  "<style>",
  "<blockquote>",
  "&amp",
  "[",
  "[[",
  "(",
  "((a)",
  "{",
  '"',
  "'",
  "“",
  "-",
  "--",
  "=",
  "=?utf-8?q?a?= ",
  "=20",
  "%e9",
  "_",
  "*",
  ".",
  "…",
  ",",
  ";",
  ":",
  "@",
  "a@",
  "a@b.",
  "<a@b.c> ",
  "1",
  "1 ",
  "1.1.",
  "٣",
  "+1 ",
  "a",
  "a.",
  "ä",
  "e\u0301",
  "\u0301",
  "\u200b",
  "\u200f",
  "\u202e",
  "\uE000",
  "\0",
  "\uD800",
  "👩‍👩‍👧",
  "http://",
  "&a=",
  "Re: ",
  "Fwd: ",
  "r+",
  "Name: ",
  "Name:\n",
  "From: x\nSent: y\nTo: z\n",
  "-----Original Message-----\n",
  "On 1.1.2026 10:00 a@b.c wrote:\n",
  "Am 1.1.2026 um 10:00 schrieb a <a@b.c>:\n> a\n",
  "Sent from my iPhone\n",
  "please unsubscribe me ",
  "bitte ",
  "until 1 May, ",
  "back on ",
  "auto-",
  "550 5.1.1 user unknown ",
  "Final-Recipient: rfc822; a@b.c\nAction: failed\n\n",
  "seo ",
  "send a message ",
  "first_name",
  "e-mail ",
] as const;

/** A text made of `name`, over and over. */
export interface Text {
  name: string;
  text: string;
}

/** Texts of a length, each a piece or some of them repeated; `seed` chooses which go together. */
export function textsOf(length: number, seed: number): Text[] {
  const mixed = fc.sample(
    fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ minLength: 1, maxLength: 3 })), {
      minLength: 2,
      maxLength: 4,
    }),
    { seed, numRuns: 12 },
  );
  const all = [...pieces.map((piece) => [piece]), ...mixed];
  return all.map((one) => {
    const unit = one.join("");
    const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    return { name: JSON.stringify(unit), text };
  });
}
