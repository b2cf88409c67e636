import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everybody } from "../../stacks/local/demo/cast.ts";
import { App } from "../../stacks/local/demo/script/app.ts";
import { Evidence } from "../../stacks/local/demo/script/evidence.ts";
import { outcome, outcomeTable, type StoryOutcome } from "../../stacks/local/demo/script/outcome.ts";
import { Scanner } from "../../stacks/local/demo/script/scanner.ts";
import { playStory } from "../../stacks/local/demo/story.ts";
import { anApp } from "../given.ts";
import { eavesdrop } from "../log-book.ts";
import { mailsTo } from "../then.ts";
import { theLogOfTheStory } from "./story-log.ts";

const logs = mkdtempSync(join(tmpdir(), "leadwright-log-"));
afterAll(() => rmSync(logs, { recursive: true, force: true }));
const app = anApp({ logs });
let outcomes: StoryOutcome[] = [];
const lines: string[] = [];
let typed: string[] = [];

beforeAll(async () => {
  const spy = eavesdrop();
  outcomes = await playStory(app(), (line) => lines.push(...stripVTControlCharacters(line).split("\n")));
  spy.stop();
  typed = spy.typed;
});

/** The story's lines about somebody at an instant, without the signs and spaces. */
const told = (instant: string) => lines.filter((line) => line.startsWith(`  ${instant}`)).map((line) => line.slice(20));

describe("the story", () => {
  it("ends as it should for everybody", () => {
    expect(outcomes.filter(({ seen }) => !seen)).toEqual([]);
    expect(outcomes).toHaveLength(everybody().length + 3);
  });

  it("ends the same way each time", async () => {
    const evidence = await Evidence.gather(new App(app()));
    const lives = everybody().map(({ person }) => {
      const { stages, mails } = evidence.of(person);
      return `${person.name}: ${stages}; mails: ${mails.length}`;
    });
    expect(lives).toMatchInlineSnapshot(`
      [
        "Zoë Smith: new working meeting proposal converted; mails: 8",
        "Tomasz Nowak: new working converted; mails: 7",
        "Laura Bianchi: new working converted; mails: 3",
        "Omar Haddad: new working proposal declined archived; mails: 5",
        "Viktor Petrov: new archived; mails: 2",
        "Ingrid Solberg: new working nurturing working converted; mails: 5",
        "Pavel Horák: new working nurturing new working converted; mails: 4",
        "Marta Lind: new working declined dormant working converted; mails: 5",
        "Henrik Dahl: new working declined archived; mails: 6",
        "Greta Weiss: new working nurturing archived; mails: 3",
        "Rosa Almeida: new working declined archived; mails: 1",
        "Chiara Conti: new archived; mails: 2",
        "Yusuf Demir: new working meeting proposal converted; mails: 6",
        "Silas Gray: new nurturing declined dormant dormant dormant archived; mails: 11",
      ]
    `);
    expect(outcomes.slice(-3).map(({ who, expected }) => `${who}: ${expected}`)).toMatchInlineSnapshot(`
      [
        "Sales team: make 20 promises and break one; every lead is won or closed in the end",
        "Mail scanner: opens the 74 links of 43 mails within seconds, and nothing changes",
        "Bookkeeping: every mail is on one timeline once, no touch was sent twice",
      ]
    `);
  });

  it("is told in order of time, one line for each step", () => {
    expect(told("Mon 23 Nov 09:06")[0]).toBe("✗ Tomasz Nowak   promise of 5 min broken: Ben reminded, Mara told");
    expect(told("Mon 23 Nov 09:03")[1]).toBe(
      "✓ Zoë Smith      Anna reached Zoë after 3 min, promise kept, now working",
    );
    const instants = lines.flatMap((line) => /^ {2}\w{3} (\d\d) Nov (\d\d:\d\d)/.exec(line)?.slice(1).join(" ") ?? []);
    expect(instants).toEqual(instants.toSorted());
    expect(instants.length).toBeLessThan(130);
  });

  it("tells quiet days and the last year briefly", () => {
    expect(lines.filter((line) => /^ {2}… \d+ quiet days/.test(line)).length).toBeGreaterThan(10);
    const story = lines.slice(0, lines.indexOf("What should have happened"));
    const last = story.slice(story.findLastIndex((line) => line.includes("Marta Lind")) + 1);
    expect(last.length).toBeLessThan(20);
    expect(last.join("\n")).toContain("Silas Gray     now archived (silent)");
  });

  it("calls no day quiet on which somebody is written to or has something to do", () => {
    const asked = lines.filter((line) => line.includes("Silas is asked whether anything has changed"));
    expect(asked.map((line) => line.slice(2, 12))).toEqual([
      expect.stringMatching(/ Mar$/),
      expect.stringMatching(/ Jul$/),
    ]);
    expect(lines.some((line) => / (Mar|Apr) .* task for Anna: Ask whether it is time now/.test(line))).toBe(true);
  });

  it("leaves its mails in the inbox", async () => {
    expect(await mailsTo(app(), "laura.bianchi@trattoriabianchi.example")).toHaveLength(1);
    expect(await mailsTo(app(), "manager-1@team.example")).toHaveLength(1);
    expect(await mailsTo(app(), "silas@graytools.example")).toHaveLength(10);
  });
});

theLogOfTheStory(app, logs, () => typed);

describe("an outcome", () => {
  const nothing = new Evidence({ colleagues: [], leads: [], mails: [], timelines: new Map() });

  it.each(everybody().map((part) => [part.person.name, part] as const))(
    "of %s is missing when nothing came",
    (_, part) => {
      expect(outcome(part.person.name, part.expected, part.checks(nothing)).missing).toContain("not so: one lead");
    },
  );

  it("that is missing says what was not so", () => {
    const table = outcomeTable([
      outcome("Zoë Smith", "is answered", { "one lead": true, thanked: false }, ["no mail came"]),
    ]);
    expect(table.map(stripVTControlCharacters)).toEqual([
      "  Zoë Smith   is answered   ✗ MISSING",
      "              no mail came",
      "              not so: thanked",
    ]);
  });
});

/** An office with one lead and one mail, whose link changes the lead as soon as it is opened. */
async function withHastyLink(act: (url: string) => Promise<void>): Promise<void> {
  let stage = "new";
  const server = createServer((request, response) => {
    if (request.url === "/r/token") stage = "working";
    const lead = {
      id: "ld_1",
      stage,
      name: "Zoë",
      epoch: 1,
      cycle: 0,
      updatedAt: "",
      suppressed: {},
      source: { attribution: {} },
    };
    const html = `<a href="http://${request.headers.host}/r/token">I have contacted this lead</a>`;
    const mail = {
      id: "m1",
      at: "2026-11-23T09:00:00.000Z",
      to: [],
      subject: "",
      leadId: "ld_1",
      touch: "",
      headers: {},
      text: "",
      html,
    };
    const path = request.url?.split("?")[0];
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ now: mail.at, items: path === "/api/leads" ? [lead] : [mail] }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

describe("the mail scanner", () => {
  it("finds a link that acts when it is opened", () =>
    withHastyLink(async (url) => {
      const scanner = new Scanner(new App({ url, token: "", smtpPort: 0 }));
      await scanner.scan();
      expect(scanner).toMatchObject({ opened: 1, mails: 1, harm: ["opening its links changed ld_1"] });
    }));
});
