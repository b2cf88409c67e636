import { describe, expect, it } from "vitest";
import { momentOf } from "../../../functions/intake/adapters/forms/moment.ts";
import { withMapping } from "../../../functions/intake/inquiry/mapping.ts";
import { arrivedAt } from "./delivered.ts";

const told = (mapping: Record<string, string>) =>
  withMapping(
    {
      email: "ida@example.com",
      attribution: { ad_id: "7" },
      extra: { "What do you need?": "A roof", "Work mail": "ida@work.example", Rooms: ["3", "4"] },
    },
    arrivedAt({}, { channel: "ad", platform: "meta", consent: { by: "none" }, mapping }).source,
  );

describe("what an ad's platform tells", () => {
  it("is put where the source's mapping says, and nothing of it is lost", () => {
    expect(told({ message: "What do you need?", email: "Work mail", utm_content: "Rooms" })).toEqual({
      email: "ida@work.example",
      message: "A roof",
      attribution: { ad_id: "7", utm_content: "3, 4" },
      extra: { email: "ida@example.com" },
    });
  });

  it("stays as it is where the mapping names nothing of it", () => {
    expect(told({ message: "Anything else?" })).toMatchObject({
      email: "ida@example.com",
      extra: { "What do you need?": "A roof", "Work mail": "ida@work.example", Rooms: ["3", "4"] },
    });
  });
});

describe("a moment", () => {
  it.each([
    ["2026-09-21T14:13:20Z", "2026-09-21T14:13:20.000Z"],
    ["1790000000000", "2026-09-21T14:13:20.000Z"],
    ["1790000000", "2026-09-21T14:13:20.000Z"],
    ["2471", undefined],
    ["soon", undefined],
    [undefined, undefined],
  ])("%s is %s", (said, moment) => {
    expect(momentOf(said)).toBe(moment);
  });
});
