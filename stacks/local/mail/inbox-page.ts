import { type Markup, markup } from "../http/markup.ts";
import type { MailContent, SentMail } from "./mailbox.ts";

export interface InboxView {
  /** Newest first. */
  mails: readonly SentMail[];
  total: number;
  /** The address or part of it that is looked for. */
  to: string;
  live: boolean;
  home: string;
}

const refreshSeconds = 5;

/** The list of mails. */
export function inboxPage(view: InboxView): Markup {
  const { mails, total, to, live, home } = view;
  const found = mails.length < total ? `newest ${mails.length} of ${total}` : `${total} mail${total === 1 ? "" : "s"}`;
  const refresh = live ? markup`<meta http-equiv="refresh" content="${refreshSeconds}">` : markup``;
  return page(
    "Inbox",
    refresh,
    markup`<nav>${wayHome(home)}</nav>
<header><h1>Inbox</h1><p class="quiet">What the application sent: ${found}</p></header>
<form role="search" method="get" action="/">
<label for="to">Address</label>
<input id="to" name="to" type="search" value="${to}" placeholder="any" autocomplete="off" spellcheck="false">
<button>Show</button>
${liveLink(view)}
</form>
${mails.length === 0 ? markup`<p class="empty">No mail${to ? ` to ${to}` : " yet"}.</p>` : table(mails)}`,
  );
}

/** One mail: its HTML in a frame of its own, its text, its header. */
export function mailPage(mail: SentMail, content: MailContent, home: string): Markup {
  const { id, subject, from, to, at, tags } = mail;
  const facts = [
    fact("From", markup`${from}`),
    fact("To", markup`${to.join(", ")}`),
    fact("Sent", time(at)),
    ...Object.entries(tags).map(([name, value]) => fact(name, markup`${value}`)),
  ];
  const files = content.attachments.map((file) => fact("Attachment", markup`${file.filename} (${file.mimeType})`));
  return page(
    subject || "No subject",
    markup``,
    markup`<nav>${wayHome(home)} <a href="/">Inbox</a></nav>
<header><h1 dir="auto">${subject || "No subject"}</h1></header>
<dl>${[...facts, ...files]}</dl>
${content.html ? markup`<section aria-labelledby="html"><h2 id="html">HTML</h2><iframe title="The mail as its reader sees it" src="/mails/${id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe></section>` : markup``}
<section aria-labelledby="text"><h2 id="text">Text</h2>${content.text ? markup`<pre class="mail-text" dir="auto">${linked(content.text)}</pre>` : markup`<p class="quiet">This mail has no text part.</p>`}</section>
<details><summary>Header</summary><dl>${headerFacts(content)}</dl></details>
<p><a href="/mails/${id}/raw">Raw mail (.eml)</a></p>`,
  );
}

/** A short page for what is not there. */
export function missingPage(home: string): Markup {
  return page(
    "Not found",
    markup``,
    markup`<nav>${wayHome(home)} <a href="/">Inbox</a></nav><h1>There is no such mail</h1>`,
  );
}

const wayHome = (home: string): Markup => markup`<a href="${home}">Local runtime</a>`;

function liveLink({ to, live }: InboxView): Markup {
  const query = new URLSearchParams({ ...(to && { to }), ...(live && { live: "off" }) });
  const text = live ? `Reloads every ${refreshSeconds} seconds. Stop` : "Reload by itself";
  return markup`<a class="live" href="/?${query.toString()}">${text}</a>`;
}

function table(mails: readonly SentMail[]): Markup {
  return markup`<div class="scroll"><table><thead><tr><th scope="col">Sent</th><th scope="col">Subject</th><th scope="col">To</th><th scope="col" class="from">From</th><th scope="col">Purpose</th></tr></thead>
<tbody>${mails.map(row)}</tbody></table></div>`;
}

function row({ id, at, to, from, subject, tags }: SentMail): Markup {
  const purpose = tags.purpose ? markup`<span class="tag">${tags.purpose}</span>` : markup``;
  return markup`<tr><td>${time(at)}</td><td class="subject" dir="auto"><a href="/mails/${id}">${subject || "No subject"}</a></td><td class="to">${to.join(", ")}</td><td class="from">${from}</td><td>${purpose}</td></tr>
`;
}

function time(at: string): Markup {
  const shown = `${at.slice(0, "2026-11-23".length)} ${at.slice("2026-11-23T".length, "2026-11-23T09:00:00".length)}`;
  return markup`<time datetime="${at}" title="${at}">${shown}</time>`;
}

function fact(name: string, value: Markup): Markup {
  return markup`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`;
}

function headerFacts({ headers }: MailContent): Markup[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((single) => fact(name, markup`${single}`)),
  );
}

function linked(text: string): Markup[] {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/).map((piece, index) => {
    const isLink = index % 2 === 1;
    return isLink
      ? markup`<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`
      : markup`${piece}`;
  });
}

function page(title: string, head: Markup, body: Markup): Markup {
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${head}<link rel="stylesheet" href="/inbox.css"></head>
<body><main>${body}</main></body></html>
`;
}
