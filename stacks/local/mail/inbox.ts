import type { IncomingMessage, ServerResponse } from "node:http";
import { listen } from "../http/http-port.ts";
import { inboxStyle } from "../http/page-style.ts";
import { inboxPage, mailPage, missingPage } from "./inbox-page.ts";
import type { Mailbox } from "./mailbox.ts";

export interface Inbox {
  url: string;
  stop(): Promise<void>;
}

interface Page {
  status: number;
  type: string;
  policy: string;
  body: string | Buffer;
}

const listLimit = 200;

const pagePolicy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A mail may look as it likes and load its images, and do nothing. */
const mailPolicy = [
  "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; font-src http: https: data:",
  "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
].join("; ");

interface InboxOptions {
  mailbox: Mailbox;
  port: number;
  home: string;
}

/** The mailbox as pages for a browser, on 127.0.0.1. */
export async function startInbox({ port, ...options }: InboxOptions): Promise<Inbox> {
  const server = await listen(port, (request, response) => {
    void serve(options, request, response);
  });
  return { url: server.url, stop: () => server.stop(0) };
}

type Shown = Omit<InboxOptions, "port">;

async function serve(options: Shown, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    send(response, await pageFor(options, new URL(request.url ?? "/", "http://localhost")));
  } catch (error) {
    const body = `This mail cannot be shown: ${error instanceof Error ? error.message : String(error)}`;
    send(response, { status: 500, type: "text/plain; charset=utf-8", policy: pagePolicy, body });
  }
}

async function pageFor({ mailbox, home }: Shown, url: URL): Promise<Page> {
  const [, collection, id = "", part = "page"] = url.pathname.split("/");
  if (url.pathname === "/") return html(list({ mailbox, home }, url.searchParams));
  if (url.pathname === "/inbox.css") return { status: 200, type: "text/css", policy: pagePolicy, body: inboxStyle };
  const mail = collection === "mails" ? mailbox.find(id) : undefined;
  if (!mail) return { ...html(missingPage(home).text), status: 404 };
  const content = await mailbox.content(mail);
  switch (part) {
    case "page":
      return html(mailPage(mail, content, home).text);
    case "html":
      return { ...html(withNewWindows(content.html)), policy: mailPolicy };
    case "raw":
      return { status: 200, type: "message/rfc822", policy: mailPolicy, body: await mailbox.raw(mail) };
    default:
      return { ...html(missingPage(home).text), status: 404 };
  }
}

function list({ mailbox, home }: Shown, query: URLSearchParams): string {
  const to = query.get("to")?.trim() ?? "";
  const wanted = to.toLowerCase();
  const found = mailbox.mails().filter((mail) => mail.to.some((address) => address.toLowerCase().includes(wanted)));
  const mails = found.reverse().slice(0, listLimit);
  return inboxPage({ mails, total: found.length, to, live: query.get("live") !== "off", home }).text;
}

/** Makes the links of a mail open beside the inbox, keeping its doctype first. */
function withNewWindows(mail: string): string {
  const base = '<base target="_blank">';
  const head = /<head(?:\s[^>]*)?>/i.exec(mail);
  if (!head) return `<!doctype html><meta charset="utf-8">${base}${mail}`;
  const end = head.index + head[0].length;
  return `${mail.slice(0, end)}${base}${mail.slice(end)}`;
}

function html(body: string): Page {
  return { status: 200, type: "text/html; charset=utf-8", policy: pagePolicy, body };
}

function send(response: ServerResponse, { status, type, policy, body }: Page): void {
  response.writeHead(status, {
    "content-type": type,
    "content-security-policy": policy,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}
