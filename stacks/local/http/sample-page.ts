import { randomUUID } from "node:crypto";
import type { LocalRoute } from "./local-route.ts";

const style = `
  :root { color-scheme: light dark; --accent: #b45309; --line: #808080; }
  * { box-sizing: border-box; }
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; padding: 2rem 1rem; }
  main { max-width: 34rem; margin: 0 auto; }
  h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
  label { display: block; font-weight: 600; margin: 1.1rem 0 .25rem; }
  label span { font-weight: 400; opacity: .75; }
  input, textarea { width: 100%; font: inherit; padding: .6rem .7rem; border: 1px solid var(--line); border-radius: .4rem; background: transparent; color: inherit; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  button { font: inherit; font-weight: 600; margin-top: 1.2rem; padding: .7rem 1.4rem; border: 0; border-radius: .4rem; background: var(--accent); color: #fff; cursor: pointer; }
  .note { font-size: .9rem; opacity: .85; margin-top: 1.1rem; }
`;

const consent =
  "By sending this form you agree that we mail you about your inquiry and our services. You can leave with one click.";

/** The page `GET /` shows: a form as a website would have it. The submission id makes a second click the same inquiry. */
function samplePage(submissionId: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sunny Roofs: ask for an offer</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>What can we do for your roof?</h1>
<p>Tell us in a few words. We answer within minutes in office hours.</p>
<form method="post" action="/intake/form/website">
<input type="hidden" name="submission_id" value="${submissionId}">
<label for="name">Name</label>
<input id="name" name="name" autocomplete="name" required>
<label for="email">E-mail</label>
<input id="email" name="email" type="email" autocomplete="email" required>
<label for="phone">Phone <span>(optional)</span></label>
<input id="phone" name="phone" type="tel" autocomplete="tel">
<label for="company">Company <span>(optional)</span></label>
<input id="company" name="company" autocomplete="organization">
<label for="message">Your message</label>
<textarea id="message" name="message" rows="5"></textarea>
<input type="hidden" name="consent_text" value="${consent}">
<p class="note">${consent}</p>
<button>Send</button>
</form>
</main>
</body>
</html>
`;
}

/** `GET /` with the sample page, and an empty favicon. */
export const pageRoutes: LocalRoute[] = [
  {
    method: "GET",
    path: "/",
    answer: async () => ({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
      body: samplePage(randomUUID()),
    }),
  },
  { method: "GET", path: "/favicon.ico", answer: async () => ({ status: 204, body: "" }) },
];
