import { describe, expect, it } from "vitest";
import { readCommandLine, refuseLostFlags } from "../../functions/api/cli/command-line.ts";

const options = {
  empty: { type: "boolean", default: false },
  clock: { type: "string", default: "real" },
  map: { type: "string", multiple: true },
} as const;

const read = (...args: string[]) => readCommandLine({ args, options }).values;

describe("a command line", () => {
  it("is read as it is written", () => {
    expect(read("--empty", "--clock", "manual", "--map=a", "--map", "b")).toEqual({
      empty: true,
      clock: "manual",
      map: ["a", "b"],
    });
    expect(readCommandLine({ args: ["leads.csv"], options, allowPositionals: true }).positionals).toEqual([
      "leads.csv",
    ]);
  });

  it.each([
    [["--clcok", "manual"], "--clcok is no flag of this command. Did you mean --clock?"],
    [["--emtpy"], "--emtpy is no flag of this command. Did you mean --empty?"],
    [["--Empty"], "--Empty is no flag of this command. Did you mean --empty?"],
    [["-e"], "-e is no flag of this command. There are: --empty --clock --map"],
    [["--colour=red"], "--colour is no flag of this command. There are: --empty --clock --map"],
    [["empty"], '"empty" has no meaning here. Did you mean --empty?'],
    [["--empty=no"], "--empty takes no value"],
    [["--clock"], "--clock needs a value"],
    [["--clock", "--empty"], "--clock needs a value"],
    [["--clock", "real", "--clock", "manual"], "--clock is given twice"],
    [["--", "--empty"], '"--empty" has no meaning here. Did you mean --empty?'],
  ])("%s is refused by name", (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });

  it("of which npm has kept a flag for itself is refused, with how to write it", () => {
    expect(() => refuseLostFlags(["empty", "once"], { npm_config_once: "true" })).toThrow("npm start -- --once");
    expect(() => refuseLostFlags(["empty", "once"], { npm_config_cache: "/tmp" })).not.toThrow();
  });
});
