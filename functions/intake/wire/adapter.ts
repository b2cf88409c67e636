import type { Channel } from "../../lead/model/inquiry.ts";
import type { HttpResponse } from "../../platform/http/http.ts";
import type { Secrets, Source } from "../../source/source.ts";
import type { InquiryDraft } from "../inquiry/inquiry-draft.ts";
import type { Signal, SourceContext } from "../inquiry/signal.ts";

/** A request as a platform made it. Only `bytes` may be hashed: a body that was parsed and written again is another. */
export interface Delivery {
  method: string;
  /** Names in lower case; repeated headers are joined by commas. */
  headers: Readonly<Record<string, string | undefined>>;
  query: URLSearchParams;
  /** The public URL the platform called, with its exact query: some platforms sign it. */
  url: string;
  bytes: Buffer;
}

export type Fetched =
  | { draft: InquiryDraft }
  /** Try again, in `after` ms if the platform says when: it is busy or down. */
  | { later: string; after?: number }
  /** The token does not open the door any more; `remedy` says how to get another. Tried again, and an alarm rings. */
  | { denied: string; remedy: string }
  /** It will not be told: what is known is kept. With `remedy` it may be a permission that is missing, and an alarm rings. */
  | { gone: string; remedy?: string };

export type Unfetched = Exclude<Fetched, { draft: unknown }>;

/** A proof that is a secret which deliveries carry themselves: what one carries, and what it should be. */
export interface Bearer {
  given(delivery: Delivery): readonly (string | undefined)[];
  right(secrets: Secrets): readonly string[] | undefined;
}

export interface Adapter {
  channel: Channel;
  /** Whether its sources may be of another channel: a program may tell of an ad as well as of a form. */
  anyChannel?: boolean;
  /** Names of the secrets its sources have (SURFACE.md); `needed` says which make a source work, any of a group. */
  secrets: readonly string[];
  needed: readonly (readonly string[])[];
  /** Answers the platform's question whether the URL is ours (GET). */
  challenge?(delivery: Delivery, context: SourceContext): HttpResponse;
  /** Why the delivery cannot be told to be the platform's; `undefined` when it is. */
  verify(delivery: Delivery, context: SourceContext): string | undefined;
  /** Headers by which that is told and that are no secret: kept with what could not be verified, to verify it later. */
  signatures?: readonly string[];
  /** The proof that is itself a secret, so that only its keyedHash may be kept. */
  bearer?: Bearer;
  /** What it tells; what is no news of ours is left out. @throws AppError `invalid` when it cannot be read */
  parse(delivery: Delivery, context: SourceContext): Signal[];
  fetch?(ask: Readonly<Record<string, string>>, context: SourceContext): Promise<Fetched>;
  /** What the platform wants to hear of a delivery that was taken; 200 `{}` if not said. */
  acknowledge?(delivery: Delivery): HttpResponse;
  /** What it hears of one that cannot be verified; 401 if not said. */
  refuse?(reason: string): HttpResponse;
  /** What a marketer has to do at the platform, step by step; `url` is what they paste. */
  steps(source: Source, url: string): string[];
  /** The bytes as they may be kept, where the platform writes the secret itself into them. */
  withoutSecrets?(bytes: Buffer): Buffer;
  /** A query that the URL must carry, such as a token; none if not said. Only who has just told a secret is shown it. */
  urlQuery?(source: Source, secrets: Secrets, told?: Readonly<Record<string, string>>): string;
}

export interface SlowAdapter extends Omit<Adapter, "parse"> {
  parse(delivery: Delivery, context: SourceContext): Promise<Signal[]>;
}

export type AnyAdapter = Adapter | SlowAdapter;
