import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { snippetOf } from "../../../functions/intake/adapters/web-form/snippet.ts";
import { day } from "../../../functions/platform/time.ts";
import { website as source } from "../website.ts";

const script = snippetOf(source, "https://leads.example/intake/form/website");

interface Visit {
  page: string;
  referrer?: string;
  /** Milliseconds after the first visit. */
  at?: number;
}

/** What a browser's storage holds after some visits, one page each. */
function keptAfter(
  visits: Visit[],
  storage = new Map<string, string>(),
): { marks: object; page: string; referrer: string } {
  for (const { page, referrer = "", at = 0 } of visits) {
    runInNewContext(script, {
      ...{ URL, URLSearchParams, crypto, performance },
      Date: { now: () => at },
      location: new URL(page),
      document: { referrer, forms: [], readyState: "complete", addEventListener: () => {} },
      localStorage: {
        getItem: (key: string) => storage.get(key) ?? null,
        setItem: (key: string, value: string) => storage.set(key, value),
      },
    });
  }
  return JSON.parse(storage.get("leadwright") ?? "{}");
}

const first = { page: "https://shop.example/", referrer: "https://news.example/" };
const campaign = {
  page: "https://shop.example/roof?utm_source=google&gclid=EAIa&x=1",
  referrer: "https://google.example/",
};
const later = { page: "https://shop.example/contact", referrer: "https://shop.example/" };

describe("what brought a visitor", () => {
  it("is the first page where no campaign did", () => {
    expect(keptAfter([first, later])).toMatchObject({ marks: {}, ...first });
  });

  it("is the last campaign, across pages", () => {
    expect(keptAfter([first, campaign, later])).toMatchObject({
      marks: { utm_source: "google", gclid: "EAIa" },
      ...campaign,
    });
  });

  it("is remembered for 90 days", () => {
    expect(keptAfter([campaign, { ...later, at: 90 * day - 1 }])).toMatchObject(campaign);
    expect(keptAfter([campaign, { ...later, at: 90 * day }])).toMatchObject({ marks: {}, ...later });
  });

  it("does without what storage holds but we did not write", () => {
    expect(keptAfter([later], new Map([["leadwright", "{"]]))).toMatchObject(later);
  });
});
