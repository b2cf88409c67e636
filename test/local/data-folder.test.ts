import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type DataFolder, isFresh, isKept, keptNames, openData } from "../../stacks/local/data/data-folder.ts";
import { temporaryFolder } from "../folder.ts";

function opened(folder: string): DataFolder {
  const data = openData(folder);
  onTestFinished(() => data.stop());
  return data;
}

/** What a start leaves that went as far as its clock, and no further. */
function aFailedStart(folder: string): void {
  const data = openData(folder);
  mkdirSync(join(folder, "table"));
  for (const name of ["clock.json", "secrets.json", join("table", "table.sqlite")])
    writeFileSync(join(folder, name), "{}");
  data.stop();
}

/** What a start leaves that became healthy. */
function aKeptFolder(): string {
  const folder = temporaryFolder();
  const data = openData(folder);
  writeFileSync(join(folder, "clock.json"), "{}");
  data.healthy();
  data.stop();
  return folder;
}

describe("a data folder", () => {
  it.each(["data", "a/b/c", "with a space/ünd"])("%s is made where there is none, and is fresh", (path) => {
    const folder = join(temporaryFolder(), path);
    expect(isFresh(folder)).toBe(true);
    opened(folder);
    expect(existsSync(folder)).toBe(true);
  });

  it("is fresh until a start in it has become healthy, however far one went, and then kept", () => {
    const folder = temporaryFolder();
    for (const _ of [1, 2]) {
      aFailedStart(folder);
      expect([isFresh(folder), isKept(folder)]).toEqual([true, false]);
    }
    const data = opened(folder);
    expect(readdirSync(folder).filter((name) => keptNames.some((it) => it === name))).toEqual([]);
    writeFileSync(join(folder, "clock.json"), "{}");
    data.healthy();
    expect([isFresh(folder), isKept(folder)]).toEqual([false, true]);
  });

  it("in which yesterday's release took only the lock, or made only the database's folder, is fresh", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "lock"), "");
    expect(isFresh(folder)).toBe(true);
    mkdirSync(join(folder, "dynamodb"));
    expect(isFresh(folder)).toBe(true);
  });

  it("that yesterday's release kept is kept", () => {
    const folder = temporaryFolder();
    for (const name of ["lock", "clock.json", "secrets.json"]) writeFileSync(join(folder, name), "");
    opened(folder);
    expect(isFresh(folder)).toBe(false);
    expect(readdirSync(folder)).toContain("secrets.json");
  });

  it("whose table an earlier release has kept in DynamoDB Local's files is refused, and stays as it is", () => {
    const folder = temporaryFolder();
    for (const name of ["lock", "clock.json"]) writeFileSync(join(folder, name), "");
    mkdirSync(join(folder, "dynamodb"));
    expect(() => openData(folder)).toThrow(/an earlier release has kept its data there.*--data/);
    expect(readdirSync(folder).sort()).toEqual(["clock.json", "dynamodb", "lock"]);
  });

  it.each([["letter.txt"], ["dynamodb"], ["logs", "letter.txt"], ["lock", "letter.txt"]])(
    "of somebody else, with %s, is refused by name and left as it is",
    (...names) => {
      const folder = temporaryFolder();
      for (const name of names) writeFileSync(join(folder, name), "mine");
      expect(() => openData(folder)).toThrow(`${folder} cannot keep the data: it holds what is not Leadwright's`);
      expect(readdirSync(folder).sort()).toEqual(names.sort());
    },
  );

  it("loses nothing of somebody else's when what a failed start has left is removed", () => {
    const folder = temporaryFolder();
    aFailedStart(folder);
    writeFileSync(join(folder, "letter.txt"), "mine");
    opened(folder);
    expect(readdirSync(folder)).toContain("letter.txt");
    expect(readdirSync(folder)).not.toContain("secrets.json");
  });

  it.each(["file", "file/below", "file/far/below"])(
    "at %s, where a file stands, is refused with the file's name",
    (path) => {
      const parent = temporaryFolder();
      writeFileSync(join(parent, "file"), "mine");
      const folder = join(parent, path);
      expect(() => openData(folder)).toThrow(
        `${folder} cannot keep the data: ${join(parent, "file")} is a file. Name a new`,
      );
    },
  );

  it("that cannot be made is refused, with how to mend it", () => {
    expect(() => openData("/proc/leadwright/data")).toThrow(
      /^\/proc\/leadwright cannot keep the data: it cannot be made \(\w+\)\. Name a new or empty folder with --data\.$/,
    );
  });

  it("in use is refused, and what is in it stays", () => {
    const folder = aKeptFolder();
    opened(folder);
    expect(() => openData(folder)).toThrow(`${folder} is in use by another runtime`);
    expect(isKept(folder)).toBe(true);
  });
});
