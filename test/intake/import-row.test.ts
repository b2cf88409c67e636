import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Column,
  checkColumns,
  columnsOf,
  suggestionsFor,
  withSamples,
} from "../../functions/intake/adapters/import/column.ts";
import { type Reading, readRow } from "../../functions/intake/adapters/import/judge.ts";
import { readCells, rowKey } from "../../functions/intake/adapters/import/row.ts";
import { Source } from "../../functions/source/source.ts";
import { monday } from "../lead/fixture.ts";

const source = Source.parse({
  id: "import",
  channel: "import",
  platform: "csv",
  name: "CSV import",
  consent: { by: "none" },
});
const fieldsOf = (columns: Column[]) => columns.map(({ field }) => field);
const named = (...headers: string[]) => columnsOf(headers, { source });

const reading = (columns: Column[], more: Partial<Reading> = {}): Reading => ({
  format: { encoding: "utf-8", separator: "," },
  columns,
  source,
  ...more,
});
const read = (cells: string[], columns: Column[], more?: Partial<Reading>) =>
  readRow({ number: 2, cells }, reading(columns, more), monday);

describe("columns", () => {
  it("are known by their headers; those of no field are kept", () => {
    expect(fieldsOf(named("Vorname", "Nachname", "E-Mail-Adresse", "Tel.", "UTM Source", "Budget", "error"))).toEqual([
      "firstName",
      "lastName",
      "email",
      "phone",
      "utm_source",
      undefined,
      "ignore",
    ]);
  });

  it("hold what the request says, else what the source says, else what their headers mean", () => {
    const columns = columnsOf(["Name", " kontakt  1 ", "Kontakt 2", "Ref"], {
      source: { mapping: { email: "Kontakt 1", phone: "Kontakt 2" } },
      mapping: { "Kontakt 2": "ignore", Ref: "id" },
    });
    expect(fieldsOf(columns)).toEqual(["name", "email", "ignore", "id"]);
  });

  it("never hold an id of their own accord: numbers of one file are those of another", () => {
    expect(fieldsOf(named("ID", "Email"))).toEqual([undefined, "email"]);
  });

  it("of the same header are told apart", () => {
    expect(named("Note", "Note", "", "note").map(({ header }) => header)).toEqual([
      "Note",
      "Note (2)",
      "Column 3",
      "note (3)",
    ]);
  });

  it("are suggested by their cells", () => {
    const columns = [["ann@b.example", "+353 1 234 5678", "2026-11-23"]].reduce(withSamples, named("A", "B", "C"));
    expect(suggestionsFor(columns, undefined)).toMatchObject([
      { header: "A", field: "email" },
      { header: "B", field: "phone" },
    ]);
  });

  it("that lead to nobody are refused", () => {
    expect(() => checkColumns(named("Name", "City"), undefined)).toThrow("It says: Name, City");
    expect(() => checkColumns(named("Name", "Mobile"), undefined)).not.toThrow();
  });
});

describe("a row", () => {
  it("says an inquiry, with the campaign's marks and everything else", () => {
    const columns = named("Nombre", "Apellidos", "Correo", "Móvil", "País", "gclid", "Nota", "Teléfono");
    const judged = read(["Iñaki", "Ruiz", "I@B.example", "600 000 000", "España", "EAI", "x", "910 000 000"], columns, {
      country: "ES",
      language: "es",
    });
    expect(judged).toMatchObject({
      inquiry: {
        ...{ name: "Iñaki Ruiz", firstName: "Iñaki", lastName: "Ruiz", email: "i@b.example", phone: "+34600000000" },
        ...{ country: "ES", language: "es", manual: true, consent: { basis: "inquiry" } },
        source: { attribution: { gclid: "EAI" } },
        extra: { Nota: "x", country: "España", Teléfono: "910 000 000" },
      },
    });
  });

  it("is known by its id; else by what it says, whatever its columns' order and spacing", () => {
    const known = (headers: string[], cells: string[]) => rowKey(readCells(cells, named(...headers)));
    const one = known(["Name", "Email", "Note"], ["Ann  Lee", "Ann@B.example ", "x\r\ny"]);
    expect(known(["Note", "E-Mail", "Name", "Empty"], ["x\ny", "ann@b.example", "Ann Lee", ""])).toBe(one);
    expect(known(["Name", "Email", "Note"], ["Ann Lee", "ann@b.example", "z"])).not.toBe(one);
    const columns = columnsOf(["Ref", "Email"], { source, mapping: { Ref: "id" } });
    expect(rowKey(readCells(["4711", "ann@b.example"], columns))).toBe("4711");
  });

  it("gives consent only by the importer's evidence, and none where its own column says no", () => {
    const columns = named("Email", "Consent");
    const consent = (box: string, evidence?: string) => read(["ann@b.example", box], columns, { evidence });
    const imported = { inquiry: { consent: { basis: "imported", text: "Badge scan" } } };
    const none = { inquiry: { consent: { basis: "inquiry" } } };
    expect(consent("", "Badge scan")).toMatchObject(imported);
    expect(consent("Yes", "Badge scan")).toMatchObject(imported);
    expect(consent("no", "Badge scan")).toMatchObject(none);
    expect(consent("yes")).toMatchObject(none);
    const agreeing = { ...source, consent: { by: "submit", text: "shown at a button", confirm: "link" } } as const;
    expect(read(["ann@b.example", "yes"], columns, { source: agreeing })).toMatchObject(none);
  });

  it("of which nothing can be made says how to mend it", () => {
    const columns = named("Email", "Phone");
    expect(read(["ann", "12"], columns)).toEqual({
      why: expect.stringMatching(/name@example\.com.*\+353 1 234 5678/),
    });
    expect(read(["Abuse@b.example", "+353 1 234 5678"], columns)).toEqual({
      why: "Abuse@b.example is an office's address, not a person's. Write theirs, or leave it empty.",
    });
    for (const email of ["postmaster+x@b.example", "no-reply@b.example"])
      expect(read([email, ""], columns)).toHaveProperty("why");
    for (const email of ["info@b.example", "noah@b.example", "abuse.team@b.example"])
      expect(read([email, ""], columns)).toHaveProperty("inquiry");
    expect(read(["a@b.example", "", "", "x"], columns)).toEqual({
      why: "This row has 4 cells for 2 columns. Put text that holds a , between double quotes.",
    });
    expect(read(["a@b.example", "", "", " "], columns)).toHaveProperty("inquiry");
    expect(read(["a@b.example", "\uFFFD"], columns)).toEqual({
      why: "Letters of this row cannot be read as utf-8: they are shown as \uFFFD. Write them anew.",
    });
    expect(read(["a@b.example"], columns)).toHaveProperty("inquiry");
  });

  it("whatever it holds is an inquiry or a reason", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "a@b.example", "+49301234567"));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), fc.array(text, { maxLength: 8 }), (headers, cells) => {
        const judged = read(cells, columnsOf(["Email", ...headers], { source }));
        expect("why" in judged ? judged.why : judged.inquiry.id).toMatch(/\w/);
      }),
      { numRuns: 1000 },
    );
  });
});
