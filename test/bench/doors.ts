import fc from "fast-check";
import { payloads } from "../intake/doors/payloads.ts";
import { platformNamed, pristine, sealOf } from "../intake/doors/probe.ts";
import { secretNames } from "../intake/doors/seals.ts";
import { Office } from "./app.ts";
import { perSecond, times } from "./closed-loop.ts";
import type { Machine } from "./measured.ts";
import { exact, row, whole } from "./row.ts";
import { quiet } from "./spent.ts";

/** What one door takes, beside the plain form in the same run. */
export interface PlatformRate {
  door: string;
  /** Requests accepted per second. */
  accepted: number;
  /** As a share of the form's. */
  ratio: number;
}

/** The doors alone, and where they were measured. */
export interface DoorsReport {
  machine: Machine;
  doors: PlatformRate[];
}

const inFlight = 10;
const requestsAtMost = 2000;

/** Deliveries of one inquiry: a batch costs more, and what is no news costs less. */
const isOneInquiry = (body: string): boolean =>
  !/edited_message|DELETED|ringing|completed/.test(body) &&
  (body.match(/"time":|"messaging":|"metadata":/g) ?? []).length < 2;

const channels: Readonly<Record<string, string>> = {
  ...{ meta: "ad", "google-ads": "ad", linkedin: "ad", tiktok: "ad", twilio: "call" },
  ...{ whatsapp: "messenger", messenger: "messenger", instagram: "messenger", telegram: "messenger" },
};

async function aSource({ load }: Office, name: string): Promise<string> {
  const [platform, id, kind] = [platformNamed(name), `bench-${name.replace(" ", "-")}`, secretNames[name]];
  const known = { id, platform, channel: channels[platform] ?? "form", name, consent: { by: "none" } };
  await load.call("/api/sources", { ...known, secrets: kind ? { [kind]: "the-right-secret" } : {} });
  return `/intake/${platform}/${id}`;
}

async function rateOf(app: Office, name: string, span: number): Promise<number> {
  const path = await aSource(app, name);
  const samples = fc.sample(fc.noBias(pristine(name)), requestsAtMost * 2);
  const bodies = samples.filter(({ bytes }) => isOneInquiry(bytes.toString())).slice(0, requestsAtMost);
  const send = async () => {
    const probe = bodies.pop();
    if (!probe) return;
    const { url } = app.load;
    const draft = { url: `${url}${path}`, bytes: probe.bytes, at: Date.now() };
    const { headers, query, bytes = probe.bytes } = sealOf(name, "its platform", draft, "the-right-secret");
    const address = query ? `${path}?${query}` : path;
    const { status, body } = await app.load.post(address, bytes, { ...probe.headers, ...headers });
    if (status >= 300) throw new Error(`${path} answered ${status}: ${body}`);
  };
  const timings = await times(bodies.length, inFlight, send, span);
  await quiet(app);
  return perSecond(timings);
}

/** Measures each platform's door, one after the other, in one office. `span` is in ms for each. */
export async function measureDoors(assembly: string, span = 3000): Promise<PlatformRate[]> {
  const app = await Office.open({ assembly });
  try {
    await rateOf(app, "form", span / 3);
    const form = await rateOf(app, "form", span);
    const rates = [{ door: "form", accepted: form, ratio: 1 }];
    for (const door of Object.keys(payloads).filter((name) => name !== "form")) {
      const accepted = await rateOf(app, door, span);
      rates.push({ door, accepted, ratio: accepted / form });
    }
    return rates;
  } finally {
    await app.stop();
  }
}

/** The doors as text. */
export const doorsText = (rates: PlatformRate[]): string[] => [
  row(`door, ${inFlight} in flight`, ["accepted/s", "to form"]),
  ...rates.map(({ door, accepted, ratio }) => row(`  ${door}`, [whole(accepted), exact(ratio)])),
];
