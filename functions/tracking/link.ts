import * as z from "zod";
import { sayPage } from "../language/texts.ts";
import { LeadId } from "../lead/model/lead.ts";
import { readSecret } from "../platform/aws/secrets.ts";
import { config, text } from "../platform/config.ts";
import { AppError } from "../platform/error.ts";
import { bodyOf, type HttpRequest, type HttpResponse, pathPart } from "../platform/http/http.ts";
import { html, page } from "../platform/http/page.ts";
import { addLogContext } from "../platform/observability/log.ts";
import { openToken } from "../platform/security/token.ts";

const env = config({ SIGNING_KEY_ID: text });

/** What a followed link says after the lead's id. @throws AppError `not-found` for a link that we did not make */
export async function openLink(request: HttpRequest, kind: string): Promise<{ lead: LeadId; rest: string[] }> {
  const link = await openLinkAs(request, kind);
  if (!link) throw incompleteLink();
  return link;
}

export const incompleteLink = (): AppError => new AppError("not-found", sayPage("link.incomplete"));

/** What a link of that kind says; `undefined` for one of another kind, or that we did not make. */
export async function openLinkAs(
  request: HttpRequest,
  kind: string,
): Promise<{ lead: LeadId; rest: string[] } | undefined> {
  const parts = openToken(await readSecret(env.SIGNING_KEY_ID), kind, pathPart(request, "token"));
  const [lead, ...rest] = parts ?? [];
  const id = LeadId.safeParse(lead);
  if (!id.success) return undefined;
  addLogContext({ lead: id.data });
  return { lead: id.data, rest };
}

/** The fields of a posted page, urlencoded or multipart, as RFC 8058 allows for one-click. */
export async function postedFields(request: HttpRequest): Promise<Record<string, string>> {
  const contentType = request.headers["content-type"] ?? "";
  if (!contentType.startsWith("multipart/form-data")) {
    return Object.fromEntries(new URLSearchParams(bodyOf(request).toString("utf8")));
  }
  const form = await new Response(new Uint8Array(bodyOf(request)), { headers: { "content-type": contentType } })
    .formData()
    .catch((cause) => {
      throw new AppError("invalid", sayPage("link.formUnreadable"), { cause });
    });
  return z
    .record(z.string(), z.string())
    .parse(Object.fromEntries([...form].filter(([, value]) => typeof value === "string")));
}

/** What a person sees whose link leads nowhere, or whom we failed. */
export function linkProblem(error: unknown): HttpResponse {
  if (!(error instanceof AppError) || error.code === "unreadable") {
    return page({
      title: sayPage("link.ourFault"),
      status: 500,
      body: html`<p>${sayPage("link.tryAgain")}</p>`,
    });
  }
  const status = error.code === "not-found" ? 404 : error.code === "unavailable" ? 503 : 422;
  return page({ title: sayPage("link.didNotWork"), status, body: html`<p>${error.message}</p>` });
}
