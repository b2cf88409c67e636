import fc from "fast-check";
import { expect, test } from "vitest";
import { direction, html, page } from "../../functions/platform/http/page.ts";

test("a value stays text, between tags and in attributes", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."<>&\"'/= ab`{}\u2028\uD83D\uDE00") }), (value) => {
      const { markup } = html`<p title="${value}">${value}</p>`;
      const [, title = "", words = ""] = /^<p title="([^"<>']*)">([^"<>']*)<\/p>$/s.exec(markup) ?? [];
      expect(unescaped(title)).toBe(value);
      expect(unescaped(words)).toBe(value);
    }),
  );
});

const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

test("pieces, lists and nothing can be put into a piece", () => {
  const items = ["<a>", "b"].map((name) => html`<li>${name}</li>`);
  expect(html`<ul>${items}</ul>${undefined}${false}${0}`.markup).toBe("<ul><li>&lt;a&gt;</li><li>b</li></ul>0");
});

test("an object that only looks like a piece is escaped", () => {
  const looksLike: { markup: string } = { markup: "<script>" };
  expect(() => html`${looksLike as never}`.markup).toThrow();
});

test("a page is a whole document that no script, frame or cache gets at", () => {
  const { statusCode, headers, body } = page({ title: "Gone & <done>", status: 410, body: html`<p>${"<b>"}</p>` });
  expect(statusCode).toBe(410);
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
    "content-language": "en",
  });
  expect(body).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
  expect(body).toContain("<title>Gone &amp; &lt;done&gt;</title>");
  expect(body).toContain("<p>&lt;b&gt;</p>");
  expect(body).not.toMatch(/<script|javascript:|\son\w+=/i);
});

test("a page in Arabic reads from right to left", () => {
  expect(page({ title: "شكرا", language: "ar-EG", body: html`` }).body).toContain('<html lang="ar-EG" dir="rtl">');
  expect(["he", "FA", "hy", "ro", "en-GB"].map(direction)).toEqual(["rtl", "rtl", "ltr", "ltr", "ltr"]);
});
