import { expect, it } from "vitest";
import { Source } from "../../functions/source/source.ts";
import { renewal } from "../../functions/source/token-life.ts";

const source = (platform: string, names: string[]) =>
  Source.parse({
    ...{ id: "ads", channel: "ad", platform, name: "Ads", consent: { by: "none" } },
    secrets: Object.fromEntries(names.map((name) => [name, [{ sealed: "…", since: "2026-11-23T09:00:00.000Z" }]])),
  });

it("LinkedIn's token is to be renewed a week before its sixty days are over", () => {
  expect(renewal(source("linkedin", ["clientSecret", "accessToken"]))).toMatchObject({
    at: "2027-01-15T09:00:00.000Z",
    ends: "2027-01-22T09:00:00.000Z",
    mend: expect.stringContaining("accessToken"),
  });
});

it.each([
  ["a token that lasts", source("meta", ["accessToken"])],
  ["a source that has none yet", source("linkedin", ["clientSecret"])],
  ["a platform with a name of every object's", source("constructor", [])],
])("%s is not", (_, it) => {
  expect(renewal(it)).toBeUndefined();
});
