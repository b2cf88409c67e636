import { attributionFields } from "../../../lead/model/inquiry.ts";
import type { HttpResponse } from "../../../platform/http/http.ts";
import type { Source } from "../../../source/source.ts";
import { honeypotName } from "../../spam/suspicion.ts";
import { consentBoxName } from "./consent-shown.ts";
import script from "./page.visitor.js";

/** `<script src="…/intake/form/website/snippet.js" defer></script>`; a form is known by `data-leadwright` or its action. */
export function snippetOf(source: Source, action: string): string {
  const { id, thankYouUrl, consent } = source;
  const thanks = thankYouUrl && /^https?:/.test(thankYouUrl) ? thankYouUrl : undefined;
  const box = consent.by === "field" ? consentBoxName(source) : undefined;
  const settings = { action, source: id, honeypot: honeypotName(id), thanks, box, marks: attributionFields };
  return script.replace(/(["'`])%SETTINGS%\1/, () => JSON.stringify(settings));
}

/** The script as a page's browser gets it; kept for an hour, so that a change of the source arrives. */
export const snippetReply = (source: Source, action: string): HttpResponse => ({
  statusCode: 200,
  headers: {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=3600",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "cross-origin",
  },
  body: snippetOf(source, action),
});

/** What a marketer pastes into a page. */
export const snippetTag = (action: string): string => `<script src="${action}/snippet.js" defer></script>`;
