import middy from "@middy/core";
import * as z from "zod";
import { sayPage } from "../language/texts.ts";
import { recordClick } from "../lead/commands/change.ts";
import { Click } from "../lead/model/click.ts";
import type { LeadId } from "../lead/model/lead.ts";
import { AppError } from "../platform/error.ts";
import { errorMapping, type HttpRequest, type HttpResponse, logResponse } from "../platform/http/http.ts";
import { logFailure } from "../platform/observability/log.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { type Instant, now } from "../platform/time.ts";
import { linkProblem, openLink } from "./link.ts";

/** What the token of a link says after the lead: touch, target, whether the link is hot, when the mail went out. */
const Link = z
  .tuple([z.string(), z.url({ protocol: /^https?$/ }), z.enum(["hot", ""]), Click.shape.sentAt])
  .transform(([touch, url, mark, sentAt]) => ({ touch, url: new URL(url).href, hot: mark === "hot", sentAt }));
type Link = z.infer<typeof Link>;

function linkIn(parts: string[]): Link {
  const link = Link.safeParse(parts);
  if (link.success) return link.data;
  throw new AppError("not-found", sayPage("link.nowhere"), {
    cause: link.error,
  });
}

/** Never throws: whoever follows a link gets to the page, even if we fail or have erased them (RULES.md TRK-4). */
async function record(id: LeadId, link: Link, at: Instant): Promise<void> {
  try {
    await recordClick(id, { ...link, at }, at);
  } catch (error) {
    const erased = error instanceof AppError && error.code === "not-found";
    if (!erased) logFailure("click not recorded", error, { touch: link.touch });
  }
}

const onward = (url: string): HttpResponse => ({
  statusCode: 302,
  headers: { location: url, "cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex" },
  body: "",
});

/** `/t/c/{token}`: the one GET that records; leads only where the token says, and is judged later (scanners). */
export const handler = middy<HttpRequest, HttpResponse>()
  .use(logContext("tracked link"))
  .use(logOutcome(logResponse))
  .use(errorMapping(linkProblem))
  .handler(async (request) => {
    const { lead: id, rest } = await openLink(request, "click");
    const link = linkIn(rest);
    if (request.requestContext.http.method === "GET") await record(id, link, now());
    return onward(link.url);
  });
