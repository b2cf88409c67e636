import * as z from "zod";
import { uploads } from "../imports.ts";
import { delivers, metaSigned } from "../intake/platforms.ts";
import { telegram, whatsapp } from "../journeys/chats.ts";
import { handsOver } from "../letters.ts";
import { until } from "../until.ts";
import { asks } from "../when.ts";
import type { ShakyOffice } from "./shaky-office.ts";

/** How many come in each wave, by the door they come through. Over ten messages at once are a parcel. */
const wave = { telegram: 4, whatsapp: 12, file: 5, mail: 4 };
const inAWave = Object.values(wave).reduce((sum, count) => sum + count, 0);

/** One wave for so many people in all. */
const onePer = 200;

const Leads = z.object({ items: z.array(z.object({ id: z.string() })), cursor: z.string().optional() });

const sources = [
  { id: "bot", platform: "telegram", channel: "messenger", name: "Bot", secrets: { secretToken: "bot-secret" } },
  {
    ...{ id: "chat", platform: "whatsapp", channel: "messenger", name: "Chat" },
    secrets: { appSecret: "meta-secret", verifyToken: "meta-verify" },
  },
];

const numbered = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** People who come by other doors than the form, a few at a time: by a bot, in a batch of chats, in a file, by mail. */
export class Waves {
  readonly #office: ShakyOffice;
  /** How many there are to come. */
  readonly count: number;
  #come = 0;

  /** @param people how many come in all, by whatever door */
  constructor(app: ShakyOffice, people: number) {
    this.#office = app;
    this.count = people < 2 * inAWave ? 0 : Math.ceil(people / onePer);
  }

  /** How many people they bring. */
  get people(): number {
    return this.count * inAWave;
  }

  /** Makes the sources; one that an interrupted attempt has made is there already. */
  async prepare(): Promise<void> {
    for (const source of sources) await asks(this.#office, "/api/sources", { ...source, consent: { by: "none" } });
  }

  /** Lets those come that are due when this share of the time (0 to 1) has passed. */
  async until(share: number): Promise<void> {
    while (this.#come < Math.min(this.count, Math.ceil(share * this.count))) {
      const number = ++this.#come;
      await this.#chats(number);
      await this.#batch(number);
      await this.#file(number);
      await this.#mails(number);
    }
  }

  /** Lets all of them go, so that nobody is reminded of them for weeks. */
  async letGo(): Promise<void> {
    for (const source of ["bot", "chat", "import", "mail"]) {
      for (let cursor: string | undefined = ""; this.count > 0 && cursor !== undefined; ) {
        const page: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
        const leads = Leads.parse((await asks(this.#office, `/api/leads?source=${source}&limit=100${page}`)).json);
        const gone = { to: "archived", reason: "out-of-area" };
        await Promise.all(leads.items.map(({ id }) => asks(this.#office, `/api/leads/${id}/stage`, gone)));
        cursor = leads.cursor;
      }
    }
  }

  async #chats(number: number): Promise<void> {
    for (const at of numbered(wave.telegram, (place) => number * 100 + place)) {
      const body = telegram(
        { id: 5_000_000 + at, first_name: `Tele${at}` },
        { message_id: 1, text: "Flat roofs, too?" },
      );
      await this.#deliver("telegram/bot", body, { "x-telegram-bot-api-secret-token": "bot-secret" });
    }
  }

  async #batch(number: number): Promise<void> {
    const entry = numbered(wave.whatsapp, (place) => number * 100 + place).flatMap((at) => {
      const said = whatsapp({
        id: `wamid.${at}`,
        name: `Whats${at}`,
        text: "What is it?",
        digits: `4915150${100_000 + at}`,
      });
      return Object(JSON.parse(said)).entry;
    });
    const body = JSON.stringify({ object: "whatsapp_business_account", entry });
    await this.#deliver("whatsapp/chat", body, metaSigned("meta-secret", body));
  }

  /** A platform that is in doubt delivers again. */
  async #deliver(door: string, body: string, proof: Record<string, string>): Promise<void> {
    for (const _ of ["first", "again"]) {
      const { status } = await delivers(this.#office, `/intake/${door}`, body, proof);
      if (status !== 200) throw new Error(`The door ${door} answered ${status}`);
    }
  }

  /** Who is cut off while uploading begins again. */
  async #file(number: number): Promise<void> {
    const rows = numbered(wave.file, (place) => `Filed ${number}x${place},filed${number}x${place}@crowd.example`);
    await until(() => uploads(this.#office, ["Name,Email", ...rows].join("\n")).catch(() => undefined));
  }

  async #mails(number: number): Promise<void> {
    for (const who of numbered(wave.mail, (place) => `mailed${number}x${place}@crowd.example`)) {
      await handsOver(this.#office, {
        ...{ from: who, to: "sales@leads.example", subject: "A roof", text: "How much is a roof of 90 square metres?" },
        messageId: `<${who}>`,
      });
    }
  }
}
