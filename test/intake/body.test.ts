import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsIn } from "../../functions/intake/wire/body.ts";
import { cpuOf } from "../cpu.ts";

const urlencoded = "application/x-www-form-urlencoded";

/** The fields of a body whose text is written in bytes, one character each. */
const fieldsOf = async (bytes: string, type = urlencoded) =>
  Object.fromEntries(await fieldsIn(Buffer.from(bytes, "latin1"), type));

/** A multipart body with one field. */
const parts = (field: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="\xff.jpg"\r\n\r\n\xff\xd8\r\n--b--\r\n`;
const multipart = "multipart/form-data; boundary=b";

describe("the encoding of a form", () => {
  it.each([
    ["UTF-8", "name=%D0%9F%D0%B0%D0%B2%D0%B5%D0%BB", urlencoded],
    ["UTF-8 without escapes", `name=${Buffer.from("Павел").toString("latin1")}`, urlencoded],
    ["what its type says", "name=%CF%E0%E2%E5%EB", `${urlencoded}; charset=windows-1251`],
    ["what the browser says", "name=%CF%E0%E2%E5%EB&_charset_=windows-1251", urlencoded],
    ["UTF-8 for all that its type says", "name=%D0%9F%D0%B0%D0%B2%D0%B5%D0%BB", `${urlencoded}; charset="iso-8859-1"`],
    ["that of JSON", '{"name":"\xcf\xe0\xe2\xe5\xeb"}', "application/json; charset=Windows-1251"],
    ["UTF-8 with its mark", '\xef\xbb\xbf{"name":"\\u041f\\u0430\\u0432\\u0435\\u043b"}', "application/json"],
  ])("is %s", async (_, body, type) => {
    expect(await fieldsOf(body, type)).toEqual({ name: ["Павел"] });
  });

  it("may be told in a multipart body, where files are of none", async () => {
    const text = parts("name", "\xcf\xe0\xe2\xe5\xeb");
    expect(await fieldsOf(text, `${multipart}; charset=windows-1251`)).toEqual({ name: ["Павел"], file: ["я.jpg"] });
  });

  it.each([
    ["urlencoded", "name=%CF%E0%E2%E5%EB", urlencoded],
    ["urlencoded, of an encoding nobody knows", "name=%CF%E0%E2%E5%EB&_charset_=klingon", urlencoded],
    ["multipart", parts("name", "\xcf\xe0"), multipart],
    ["JSON", '{"name":"\xcf\xe0"}', "application/json"],
  ])("is asked for where it is not to be told: %s", async (_, body, type) => {
    await expect(fieldsOf(body, type)).rejects.toMatchObject({
      code: "invalid",
      errors: [{ field: "body", message: expect.stringContaining('accept-charset="utf-8"') }],
    });
  });

  it("loses nothing of what a browser sends in UTF-8", async () => {
    const text = fc.string({ unit: "grapheme" }).filter((one) => !one.startsWith("\ufeff") && one !== "_charset_");
    await fc.assert(
      fc.asyncProperty(fc.dictionary(text, text), async (form) => {
        const posted = Buffer.from(new URLSearchParams(form).toString());
        const read = [...(await fieldsIn(posted, urlencoded))].map(([name, [value]]) => [name, value]);
        expect(read).toEqual(Object.entries(form));
      }),
      { numRuns: 200 },
    );
  });
});

describe("the body of a form", () => {
  const many = (count: number, one: (place: number) => string, between = ""): string =>
    Array.from({ length: count }, (_, place) => one(place)).join(between);
  const part = (name: string): string => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n1\r\n`;
  const urlencoded = "application/x-www-form-urlencoded";
  const multipart = "multipart/form-data; boundary=b";

  it.each([
    ["five hundred fields", urlencoded, many(500, (at) => `f${at}=1`, "&")],
    ["one field a thousand times", urlencoded, many(1000, () => "a=1", "&")],
    ["five hundred parts", multipart, `${many(500, (at) => part(`f${at}`))}--b--`],
    ["five hundred names", "application/json", `{${many(500, (at) => `"f${at}":1`, ",")}}`],
    ["a list of a thousand", "application/json", `{"a":[${many(1000, () => "1", ",")}]}`],
  ])("may have %s", async (_, type, body) => {
    expect((await fieldsIn(Buffer.from(body), type)).size).toBeGreaterThan(0);
  });

  it.each([
    ["five hundred and one fields", urlencoded, many(501, (at) => `f${at}=1`, "&"), "500 fields"],
    ["four hundred thousand fields", urlencoded, many(400_000, (at) => `f${at}=1`, "&"), "fields"],
    ["nothing but field ends", urlencoded, "&".repeat(4_000_000), "fields"],
    ["one field two hundred thousand times", urlencoded, "a=1&".repeat(200_000), "fields"],
    ["one field a thousand times and once more", urlencoded, "a=1&".repeat(1001), "1000 values"],
    ["fifty thousand parts", multipart, `${many(50_000, (at) => part(`f${at}`))}--b--`, "fields"],
    ["five hundred and one names", "application/json", `{${many(501, (at) => `"f${at}":1`, ",")}}`, "500 fields"],
    ["a list of a million", "application/json", `{"a":[${"1,".repeat(1_000_000)}1]}`, "1000 entries"],
    ["a million brackets", "application/json", `{"a":${"[".repeat(1_000_000)}`, "60 levels"],
  ])("says which limit is passed by %s, in no time", async (_, type, body, limit) => {
    const bytes = Buffer.from(body);
    const cpu = await cpuOf(async () => {
      await expect(fieldsIn(bytes, type)).rejects.toMatchObject({
        code: "invalid",
        errors: [{ field: "body", message: expect.stringContaining(limit) }],
      });
    });
    expect(cpu).toBeLessThan(5000);
  });

  it("is refused when it is nested deeper than any form", async () => {
    const deep = `{"email":"ida@example.com","deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    await expect(fieldsIn(Buffer.from(deep), "application/json")).rejects.toMatchObject({ code: "invalid" });
  });
});
