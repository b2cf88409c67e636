import { describe, expect, it, onTestFinished } from "vitest";
import { fetchEmulator, hasJava } from "../../stacks/local/table/emulator.ts";
import { reasonOf } from "../../stacks/local/terminal/reason.ts";
import { bothEngines } from "./both-engines.ts";
import { compare } from "./compare.ts";

/** Why the engines cannot be compared on this machine; nothing when they can. */
async function obstacle(): Promise<string | undefined> {
  if (!(await hasJava())) return "there is no Java 17 here";
  try {
    await fetchEmulator();
  } catch (error) {
    return `DynamoDB Local cannot be fetched: ${reasonOf(error)}`;
  }
  return undefined;
}

const why = await obstacle();

/** The same requests each time: new ones are asked by `npm run check:engine`. */
const seed = 1;

/** A part of what `npm run check:engine` does. */
describe("the local table says what AWS's DynamoDB Local says", () => {
  if (why) {
    console.log(`The local table is not compared with DynamoDB Local: ${why}.`);
    it(`not compared: ${why}`, () => expect(why).toBeTruthy());
    return;
  }
  it("to random requests, and its stream tells the same", async () => {
    const both = await bothEngines();
    onTestFinished(() => both.stop());
    const { accepted, differences } = await compare(both, { seed, tables: 25 });
    expect(differences).toEqual([]);
    expect(accepted).toBeGreaterThan(50);
  });
});
