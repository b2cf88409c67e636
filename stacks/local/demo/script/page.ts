import { type Element, elements, readable } from "./element.ts";

/** A page as a person's browser holds it. */
export interface WebPage {
  url: string;
  status: number;
  html: string;
}

const accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

/** Opens an address in a browser. @throws Error when no page comes */
export async function openPage(url: string): Promise<WebPage> {
  return pageOf(await fetch(url, { headers: { accept } }));
}

/** What a form would send: its own fields and those filled in. @throws Error when the page has no such button or field */
export function filledForm(page: WebPage, button: string, typed: Record<string, string>) {
  const form = elements(page.html, "form").find(({ inner }) => buttonOf(inner, button));
  const pressed = form && buttonOf(form.inner, button);
  if (!form || !pressed) throw new Error(`The page ${titleOf(page)} has no button "${button}"`);
  const named = ["input", "textarea", "select"].flatMap((name) => elements(form.inner, name));
  const names = new Set(named.map(({ attributes }) => attributes.name));
  const strange = Object.keys(typed).find((name) => !names.has(name));
  if (strange) throw new Error(`The form on ${titleOf(page)} has no field "${strange}"`);
  const { name, value = "" } = pressed.attributes;
  return {
    action: new URL(form.attributes.action ?? page.url, page.url).href,
    fields: { ...Object.fromEntries(named.filter(isSent).map(asField)), ...typed, ...(name && { [name]: value }) },
  };
}

/** Sends a form as a browser does; answers the page that comes after. @throws Error when no page comes */
export async function sendForm(action: string, fields: Record<string, string>): Promise<WebPage> {
  return pageOf(await fetch(action, { method: "POST", headers: { accept }, body: new URLSearchParams(fields) }));
}

export function titleOf({ html, url }: WebPage): string {
  const heading = elements(html, "h1")[0];
  return heading ? `"${readable(heading.inner)}"` : url;
}

async function pageOf(response: Response): Promise<WebPage> {
  const html = await response.text();
  if (response.ok) return { url: response.url, status: response.status, html };
  throw new Error(`${response.url} answered ${response.status} instead of a page: ${readable(html).slice(0, 300)}`);
}

const buttonOf = (markup: string, label: string): Element | undefined =>
  elements(markup, "button").find(({ inner }) => readable(inner) === label);

/** Whether a field is sent with its present value: what can be ticked only when it is. */
function isSent({ attributes: { type, name, checked } }: Element): boolean {
  return Boolean(name) && (checked !== undefined || (type !== "radio" && type !== "checkbox"));
}

const asField = ({ attributes: { name = "", value } }: Element): [string, string] => [name, value ?? ""];
