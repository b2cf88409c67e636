import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine, escapeFormula, rowsIn, unescapeFormula } from "../../functions/intake/adapters/import/csv.ts";
import { type Format, formatOf, type Hints } from "../../functions/intake/adapters/import/format.ts";
import { AppError } from "../../functions/platform/error.ts";
import { inCodePage } from "../code-page.ts";

/** Bytes as a network brings them: in pieces that care for no letter. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of values) found.push(value);
  return found;
}

/** The cells of a file whose format is found out first. */
async function read(bytes: Uint8Array, size = 7, hints: Hints = {}) {
  const format = await formatOf(inPieces(bytes, size), hints);
  const rows = await all(rowsIn(inPieces(bytes, size), format));
  return { format, rows: rows.map(({ cells }) => cells), numbers: rows.map(({ number }) => number) };
}

const utf16 = (text: string, isBigEndian = false): Buffer => {
  const bytes = Buffer.from(text, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
};
const windows1252 = (text: string): Buffer => Buffer.from(inCodePage(text, "windows-1252"));

const spanish = "Correo;Teléfono;Precio\r\nniño@persona.example;+34 600 000 000;5 €";
const cells = [
  ["Correo", "Teléfono", "Precio"],
  ["niño@persona.example", "+34 600 000 000", "5 €"],
];

describe("how a file is written is found out", () => {
  it.each<[string, Buffer, Format["encoding"]]>([
    ["UTF-8", Buffer.from(spanish), "utf-8"],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${spanish}`), "utf-8"],
    ["UTF-16, as Excel's Unicode text", utf16(`\uFEFF${spanish}`), "utf-16le"],
    ["UTF-16 the other way round", utf16(`\uFEFF${spanish}`, true), "utf-16be"],
    ["UTF-16 without a mark", utf16(spanish), "utf-16le"],
    ["UTF-16 the other way round without a mark", utf16(spanish, true), "utf-16be"],
    ["Windows-1252, as Excel's CSV", windows1252(spanish), "windows-1252"],
  ])("%s", async (_, bytes, encoding) => {
    for (const size of [1, 2, 3, 1000]) {
      const found = await read(bytes, size);
      expect(found.format).toEqual({ encoding, separator: ";" });
      expect(found.rows).toEqual(cells);
    }
  });

  it("by all of it: a letter far down tells that it is not UTF-8", async () => {
    const { format, rows } = await read(
      windows1252(`Name,Email\n${"Ann,a@b.example\n".repeat(9000)}Zoë,z@b.example`),
      4096,
    );
    expect(format.encoding).toBe("windows-1252");
    expect(rows.at(-1)).toEqual(["Zoë", "z@b.example"]);
  });

  it.each([
    ["ru", "windows-1251", "Иван Ёлкин", "Да — это я"],
    ["uk", "windows-1251", "Ніна Їжак", "КИЇВ, ВІННИЦЯ, ІЗМАЇЛ"],
    ["pl", "windows-1250", "Łukasz Żak", "Źródło"],
    ["ro", "windows-1250", "Ştefan Rădulescu", "Braşov"],
    ["tr-TR", "windows-1254", "Işıl Güneş", "Eskişehir"],
    ["ar", "windows-1256", "ليلى حداد", "القاهرة"],
    ["he", "windows-1255", "נועה לוי", "חיפה"],
    ["el", "windows-1253", "Ελένη Παππά", "Αθήνα"],
    ["de", "windows-1252", "Jürgen Groß", "Köln"],
  ])("by the people's language, where it is not Unicode: %s", async (language, encoding, name, note) => {
    const text = `Name,Email,Note\n${name},a@b.example,"${note}"`;
    const found = await read(inCodePage(text, encoding), 5, { language });
    expect(found.format.encoding).toBe(encoding);
    expect(found.rows[1]).toEqual([name, "a@b.example", note]);
    expect((await read(Buffer.from(text), 5, { language })).format.encoding).toBe("utf-8");
  });

  it("by what is said of it, unless its first bytes say better", async () => {
    const bytes = inCodePage("Имя,Email\nИван,a@b.example", "koi8-r");
    const hints = { encoding: "koi8-r", language: "ru" };
    expect((await read(bytes, 5, hints)).rows[1]).toEqual(["Иван", "a@b.example"]);
    expect((await read(Buffer.from("\uFEFFИмя,Email"), 5, hints)).rows).toEqual([["Имя", "Email"]]);
  });

  it("a few bytes that are not UTF-8 make nothing of it another encoding", async () => {
    const good = Buffer.from("Name,Email\nJürgen Groß,j@b.example\nZoë Noël,z@b.example\nAn");
    const { format, rows } = await read(Buffer.concat([good, Buffer.from([0xe4]), Buffer.from("n,a@b.example")]));
    expect(format.encoding).toBe("utf-8");
    expect(rows.slice(1).map(([name]) => name)).toEqual(["Jürgen Groß", "Zoë Noël", "An\uFFFDn"]);
  });

  it.each<[string, string, string[]]>([
    ["commas", "Name,Email,Note\na,b,c;d", ["a", "b", "c;d"]],
    ["semicolons beside commas in quotes", '"Name, first, second";Email;Note\na;b;c,d', ["a", "b", "c,d"]],
    ["tabs", "Name\tEmail\tNote, if any\na\tb\tc", ["a", "b", "c"]],
    ["what Excel's own first line names", "sep=;\r\nName, or Company;Email\r\na;b", ["a", "b"]],
    ["a single column", "Email\na@b.example", ["a@b.example"]],
  ])("%s separate", async (_, text, last) => {
    expect((await read(Buffer.from(text))).rows.at(-1)).toEqual(last);
  });
});

describe("rows", () => {
  it("may hold line ends and quotes, may be short, long, blank, and end in any way", async () => {
    const text = 'Name,Email,Note\r\n"Ann\nLee",a@b.example,"5"" pipe"\r\n\r\n , ,\nBob,5" pipe\rEve,e,x,more';
    expect(await read(Buffer.from(text))).toMatchObject({
      rows: [
        ["Name", "Email", "Note"],
        ["Ann\nLee", "a@b.example", '5" pipe'],
        ["Bob", '5" pipe'],
        ["Eve", "e", "x", "more"],
      ],
      numbers: [1, 2, 5, 6],
    });
  });

  it("an open quote is told, and fills no memory", async () => {
    const open = (rest: string) => read(Buffer.from(`Name,Email\nAnn,"a@b.example\n${rest}`), 5000);
    await expect(open("Bob,b@b.example\n")).rejects.toThrow("A quote in row 2 is never closed");
    const long = open("Bob,b@b.example\n".repeat(9000));
    await expect(long).rejects.toThrow("Row 2 is longer than 48 KB");
    await expect(long).rejects.toBeInstanceOf(AppError);
  });

  it("whatever bytes come, they are read or refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const outcome = await read(bytes).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a cell on its way out and in again", () => {
  it.each(["=1+1", "+49 30 1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "＝1"])("%j cannot be run", (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`);
    expect(unescapeFormula(escapeFormula(text))).toBe(text);
  });

  it("a text that no spreadsheet runs stays as it is", () => {
    for (const text of ["Ann", "'tis", "'", "", "a=b"])
      expect([escapeFormula(text), unescapeFormula(text)]).toEqual([text, text]);
  });

  const signs = fc.constantFrom("=", "'", '"', ",", ";", "\t", "\r", "\n", "+", "a", "é", "\u0000", "😀");
  const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: signs }));

  it("is the same text, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { maxLength: 5 }),
        fc.constantFrom<Format["separator"][]>(",", ";", "\t"),
        async (rows, separator) => {
          const said = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
          const lines = said.map((row) => csvLine(row, separator));
          for (const cell of said.flat()) expect(escapeFormula(cell)).not.toMatch(/^[=+\-@\t\r\n]/);
          const bytes = Buffer.from(`\uFEFF${lines.join("")}`);
          const back = await all(rowsIn(inPieces(bytes, 5), { encoding: "utf-8", separator }));
          expect(back.map(({ cells }) => cells)).toEqual(said);
        },
      ),
      { numRuns: 500 },
    );
  });
});
