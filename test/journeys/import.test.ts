import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { inCodePage } from "../code-page.ts";
import { temporaryFolder } from "../folder.ts";
import { anApp, aPerson } from "../given.ts";
import { errorsOf, importOf, imports, uploads, whenImport } from "../imports.ts";
import { leadOf, leadsOf, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";

const app = anApp();
const importer = () =>
  app()
    .assembly.ofType("AWS::Lambda::Function")
    .find(({ logicalId }) => logicalId.startsWith("Importer"))?.arn ?? "";

describe("a file of leads", () => {
  it("becomes leads: new people, and people we know, none of whom is thanked for writing", async () => {
    const [jürgen, ute, known] = ["Jürgen Groß", "Ute Weiß", "Known Person"].map(aPerson);
    if (!jürgen || !ute || !known) throw new Error("Three people are needed");
    await submits(app(), known);
    const file = inCodePage(
      [
        "Vorname;Nachname;E-Mail;Telefon;Budget;utm_campaign",
        `Jürgen;Groß;${jürgen.email};030 1234567;"2.000 €; ""fix""";messe`,
        `Ute;Weiß;${ute.email.toUpperCase()};;;`,
        "",
        `Known;Person;${known.email};;;`,
      ].join("\r\n"),
      "windows-1252",
    );
    const job = await imports(app(), file, { country: "DE", language: "de" });
    expect(job).toMatchObject({ state: "done", rows: 3, read: 3, created: 2, attached: 1, repeated: 0, failed: 0 });
    expect(job.errorsUrl).toBeUndefined();
    await itIsQuiet(app());
    const lead = await leadOf(app(), jürgen.email);
    expect(lead).toMatchObject({
      name: "Jürgen Groß",
      phone: "+49301234567",
      language: "de",
      consent: { basis: "inquiry" },
      source: { id: "import", channel: "import", platform: "csv", campaign: "messe" },
    });
    expect(lead.sla?.dueAt).toBe("2026-11-24T09:00:00.000Z");
    expect(await mailsTo(app(), jürgen.email)).toEqual([]);
    const facts = (await timelineOf(app(), (await leadOf(app(), known.email)).id)).map(({ type }) => type);
    expect(facts.filter((type) => type === "inquiry.received")).toHaveLength(2);
  });

  it("makes consent only of the importer's evidence, and not for whom it says no", async () => {
    const [yes, no] = [aPerson("Yes Sayer"), aPerson("No Sayer")];
    const file = `name,email,consent\nYes Sayer,${yes.email},yes\nNo Sayer,${no.email},no\n`;
    await imports(app(), file, { evidence: { text: "Signed the list at our stand, hall 4" } });
    await itIsQuiet(app());
    expect(await leadOf(app(), yes.email)).toMatchObject({
      consent: { basis: "imported", text: "Signed the list at our stand, hall 4" },
    });
    expect(await leadOf(app(), no.email)).toMatchObject({ consent: { basis: "inquiry" } });
  });

  it("gives back what it cannot use; mended, only that is imported, and the same file twice changes nothing", async () => {
    const [ann, bob] = [aPerson("Ann Good"), aPerson("Bob Bad")];
    const file = `Name,Email,Note\nAnn Good,${ann.email},"=1+1\nsecond line"\nBob Bad,bob-at-example,=2+2\nToo Many,x@person.example,a,b\n`;
    const first = await imports(app(), file);
    expect(first).toMatchObject({ state: "done", created: 1, failed: 2, read: 3 });
    const errors = await errorsOf(first);
    expect(errors).toContain('"error","Name","Email","Note"\r\n"This is not a mail address we can write to.');
    expect(errors).toContain(`"bob-at-example","'=2+2"`);
    expect(errors).toContain("This row has 4 cells for 3 columns.");
    const mended = errors.replace("bob-at-example", bob.email).replace(/"This row[^\r]*\r\n/, "");
    expect(await imports(app(), mended)).toMatchObject({ state: "done", rows: 1, created: 1, failed: 0 });
    expect(await imports(app(), file.replace("bob-at-example", bob.email).replaceAll("\n", "\r\n"))).toMatchObject({
      ...{ created: 0, attached: 0, repeated: 2, failed: 1 },
    });
    await itIsQuiet(app());
    const facts = await timelineOf(app(), (await leadOf(app(), bob.email)).id);
    expect(facts.filter(({ type }) => type === "inquiry.received")).toHaveLength(1);
  });

  it("is previewed without storing anything", async () => {
    const [new1, known] = [aPerson("New One"), aPerson("Old One")];
    await submits(app(), known);
    const file = `Name;Kontakt;Mail 1\nNew One;+353 1 234 5678;${new1.email}\nNew One;;${new1.email}\nOld One;;${known.email}\nNobody;;\n`;
    const preview = await imports(app(), file, { preview: true, mapping: { "Mail 1": "email" } });
    expect(preview).toMatchObject({
      ...{ state: "previewed", rows: 4, read: 4, created: 1, attached: 2, repeated: 0, failed: 1 },
      suggestions: [{ header: "Kontakt", field: "phone" }],
      outcomes: [
        { row: 2, outcome: "created", email: new1.email },
        { row: 3, outcome: "attached" },
        { row: 4, outcome: "attached" },
        { row: 5, outcome: "failed", why: "Give a mail address or a phone number." },
      ],
    });
    await itIsQuiet(app());
    expect(await leadsOf(app(), new1.email)).toEqual([]);
  });

  it("of which nothing can be made says how to mend it", async () => {
    const trouble = async (file: string) => (await imports(app(), file)).trouble;
    expect(await trouble("")).toBe("The file is empty.");
    expect(await trouble("Ann,ann@person.example\n")).toContain("The first row is a person's.");
    expect(await trouble("Who,Where\nAnn,ann@person.example\n")).toContain('Map "Where" to email.');
    expect(await trouble('Name,Email\nAnn,"ann@person.example\n')).toContain("never closed");
    const { status, json } = await asks(app(), "/api/leads/import", { encoding: "klingon-1" });
    expect([status, JSON.stringify(json)]).toEqual([422, expect.stringContaining("windows-1251")]);
  });

  it("goes on where a killed run ended, and ends with every row dealt with once", async () => {
    const people = Array.from({ length: 20 }, (_, at) => aPerson(`Many ${at}`));
    const visits = people.flatMap(({ name, email }) => [`${name},${email},monday`, `${name},${email},friday`]);
    const rows = Array.from({ length: 1000 }, (_, at) => visits[at % visits.length]);
    const id = await uploads(app(), ["Name,Email,Visit", ...rows].join("\n"));
    await whenImport(app(), id, ({ read }) => read > 0);
    const { functions } = app();
    for (const environment of functions.environments(importer())) functions.end(environment, "killed");
    await itIsQuiet(app());
    const cut = await importOf(app(), id);
    expect(cut.state).toBe("running");
    expect(cut.read).toBeLessThan(1000);
    await timePasses(app(), "PT7M");
    expect(await importOf(app(), id)).toMatchObject({
      ...{ state: "done", rows: 1000, read: 1000 },
      ...{ created: 20, attached: 20, repeated: 960, failed: 0 },
    });
    const facts = await timelineOf(app(), (await leadOf(app(), people[0]?.email ?? "")).id);
    expect(facts.filter(({ type }) => type === "inquiry.received")).toHaveLength(2);
  });

  it("that never comes is not waited for", async () => {
    const { json } = await asks(app(), "/api/leads/import", {});
    await timePasses(app(), "PT3H");
    const id = String(Object(json).jobId);
    expect(await whenImport(app(), id)).toMatchObject({
      state: "failed",
      trouble: "No file was uploaded within an hour.",
    });
  });
});

/** Runs the command as a user would; answers its exit code and what it printed. */
async function command(...argv: string[]): Promise<{ code: number; output: string }> {
  const run = fileURLToPath(new URL("../../functions/api/cli/run.ts", import.meta.url));
  const env = { ...process.env, LEADWRIGHT_TOKEN: app().token };
  const child = spawn(process.execPath, [run, ...argv, "--url", app().url], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  const [code] = await once(child, "exit");
  return { code: Number(code), output };
}

describe("npm run import", () => {
  it("shows what would happen, imports, and leaves what is to be mended beside the file", async () => {
    const [cleo, dan] = [{ ...aPerson("Cleo Park"), name: "Клео Парк" }, aPerson("Dan Moss")];
    const file = join(temporaryFolder(), "fair.csv");
    const text = `Name;Wo;Ref;Ruf\n${cleo.name};${cleo.email};A1;495 123 45 67\nDan Moss;dan-at-example;A2;\n`;
    writeFileSync(file, inCodePage(text, "windows-1251"));
    const lost = await command(file, "--preview");
    expect(lost).toMatchObject({ code: 1 });
    expect(lost.output).toContain("Read as windows-1252");
    expect(lost.output).toContain('Map "Wo" to email.');
    const map = ["--map", "Wo=email", "--map", "Ref=id", "--map", "Ruf=phone", "--language", "ru", "--country", "RU"];
    const first = await command(file, ...map, "--evidence", "Badge scanned at the fair");
    expect(first).toMatchObject({ code: 1 });
    expect(first.output).toContain("Read as windows-1251");
    expect(first.output).toMatch(
      /Wo +→ email +.*row 2 +created.*row 3 +failed.*not a mail address.*1 new leads.*Mend/s,
    );
    const errors = `${file}.errors.csv`;
    writeFileSync(errors, readFileSync(errors, "utf8").replace("dan-at-example", dan.email));
    const second = await command(errors, ...map, "--yes");
    expect(second).toMatchObject({ code: 0 });
    expect(second.output).toContain("Imported: 1 new leads, 0 inquiries of people known, 0 here already, 0 of which");
    await itIsQuiet(app());
    expect(await leadOf(app(), cleo.email)).toMatchObject({
      ...{ name: cleo.name, language: "ru", phone: "+74951234567" },
      consent: { text: "Badge scanned at the fair" },
    });
    expect((await leadOf(app(), dan.email)).name).toBe("Dan Moss");
  });
});
