import { AppError, refuseField } from "../error.ts";
import { sayFault } from "../text/faults.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";

/** Which versions of a thing a caller has seen, by `If-Match`; any will do where it is absent or `*`. */
export type Seen = ReadonlySet<number> | undefined;

const tagged = /^(?:W\/)?"(\d{1,15})"$/;

/** The versions that a request names in `If-Match`. @throws AppError `invalid` for what is no list of our tags */
export function seenBy(request: HttpRequest): Seen {
  const given = request.headers["if-match"];
  if (given === undefined || given.trim() === "*") return undefined;
  return new Set(
    given.split(",").map((tag) => {
      const [, version] = tagged.exec(tag.trim()) ?? [];
      return version === undefined ? refuseField("If-Match", sayFault("request.etag")) : Number(version);
    }),
  );
}

/** @throws AppError `stale` for a version that the caller has not seen */
export function mustBeSeen(seen: Seen, version: number): void {
  if (!seen || seen.has(version)) return;
  throw new AppError("stale", sayFault("request.stale"));
}

/** An answer with the version of what it shows. */
export const withVersion = (reply: HttpResponse, version: number): HttpResponse => ({
  ...reply,
  headers: { ...reply.headers, etag: `"${version}"` },
});
