import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { Lead, LeadId } from "../../functions/lead/model/lead.ts";
import { OwnerId } from "../../functions/lead/model/owner.ts";
import { indexKeys, leadKey } from "../../functions/lead/store/keys.ts";
import { Instant } from "../../functions/platform/time.ts";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { itIsQuiet } from "../when.ts";

/** DynamoDB Local leaves nothing unprocessed; if it ever did, leads would be missing and nobody would know. */
const Written = z.object({ UnprocessedItems: z.record(z.string(), z.never()).default({}) });
const Found = z.object({ Item: z.record(z.string(), z.custom<AttributeValue>()) });

/** What DynamoDB takes in one BatchWriteItem. */
const leadsPerBatch = 25;
const lanes = 4;

/** The place of a copy among the copies, as the end of its id: decimal digits are digits of an id, too. */
const places = 8;

/** Leads that are only there, among whom others are looked for: their cards, which are in every index. */
export class Haystack {
  readonly #office: Runtime;
  readonly #table: string;
  readonly #card: Lead;
  #leads = 0;

  /** Leads that are copies of one that came through the door. */
  static async of(app: Runtime, id: string): Promise<Haystack> {
    const table = app.assembly.ofType("AWS::DynamoDB::Table")[0]?.ref ?? "";
    const Key = marshall(leadKey(LeadId.parse(id)));
    const { Item } = Found.parse(await app.archive.database.call("GetItem", { TableName: table, Key }));
    return new Haystack(app, table, Lead.parse(unmarshall(Item)));
  }

  private constructor(app: Runtime, table: string, card: Lead) {
    this.#office = app;
    this.#table = table;
    this.#card = card;
  }

  /** Adds leads until so many were added. No function hears of it, and nothing of it is billed; the meter knows the items. */
  async growTo(leads: number): Promise<void> {
    const { functions } = this.#office;
    const invoke = functions.invoke;
    functions.invoke = async () => ({ ok: true, payload: { batchItemFailures: [] } });
    try {
      const lane = async () => {
        while (this.#leads < leads) await this.#write(this.#next(Math.min(leadsPerBatch, leads - this.#leads)));
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      // The bill waits for the stream, and quiet for those it was dealt to.
      await this.#office.bill();
      await itIsQuiet(this.#office);
    } finally {
      functions.invoke = invoke;
    }
  }

  #next(count: number): Lead[] {
    return Array.from({ length: count }, () => this.#copy(this.#leads++));
  }

  /** One lead a second, the newest first, for either owner in turn. */
  #copy(place: number): Lead {
    const number = String(place).padStart(places, "0");
    return {
      ...this.#card,
      id: LeadId.parse(this.#card.id.slice(0, -places) + number),
      email: `${number}@haystack.example`,
      owner: OwnerId.parse(`owner-${1 + (place % 2)}`),
      createdAt: Instant.parse(new Date(Date.parse(this.#card.createdAt) - place * 1000).toISOString()),
    };
  }

  async #write(leads: Lead[]): Promise<void> {
    const items = leads.map((lead) => ({ ...leadKey(lead.id), kind: "lead", schema: 1, ...lead, ...indexKeys(lead) }));
    const puts = items.map((item) => ({ PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) } }));
    const request = { RequestItems: { [this.#table]: puts } };
    Written.parse(await this.#office.archive.database.call("BatchWriteItem", request));
  }
}
