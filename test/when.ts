import * as z from "zod";
import type { Runtime } from "../stacks/local/runtime.ts";
import { mustBeAsDescribed } from "./as-described.ts";

export type App = Pick<Runtime, "url" | "token">;

/** What a door or page answered. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON, or undefined. */
  json: unknown;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

/** When a program posts a form as JSON. */
export const submits = async ({ url }: App, fields: object, source = "website"): Promise<Answer> =>
  answerOf(
    await fetch(`${url}/intake/form/${source}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(fields),
    }),
  );

/** When a person sends a form in a browser. */
export const sendsForm = async ({ url }: App, fields: Record<string, string>, source = "website"): Promise<Answer> =>
  answerOf(
    await fetch(`${url}/intake/form/${source}`, {
      method: "POST",
      redirect: "manual",
      headers: { accept: "text/html,application/xhtml+xml", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields),
    }),
  );

/** When time passes: `PT5M`, `P3D`. Everything that comes due happens. */
export async function timePasses({ url }: App, advance: string): Promise<void> {
  const response = await fetch(`${url}/local/clock`, { method: "POST", body: JSON.stringify({ advance }) });
  if (!response.ok) throw new Error(`The clock answered ${response.status}: ${await response.text()}`);
}

/** What the clock shows, in ms. */
export async function clockOf({ url }: App): Promise<number> {
  const { now } = z.object({ now: z.string() }).parse(await (await fetch(`${url}/local/clock`)).json());
  return Date.parse(now);
}

/** When everything that was begun has been done; no time passes. */
export const itIsQuiet = (app: App): Promise<void> => timePasses(app, "PT0S");

/** When somebody follows a link. */
export const opens = async (link: string): Promise<Answer> => answerOf(await fetch(link, { redirect: "manual" }));

/** When somebody presses a button of a page. */
export const presses = async (link: string, fields: Record<string, string>): Promise<Answer> =>
  answerOf(await fetch(link, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) }));

/** When ops or sales use the private API, which answers as it is described. */
export async function asks(app: App, path: string, body?: object, method = body ? "POST" : "GET"): Promise<Answer> {
  const headers = { authorization: `Bearer ${app.token}`, "content-type": "application/json" };
  const answer = await answerOf(await fetch(app.url + path, { method, headers, body: body && JSON.stringify(body) }));
  mustBeAsDescribed(method, path, answer.status, answer.json);
  return answer;
}
