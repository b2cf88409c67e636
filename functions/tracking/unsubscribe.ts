import middy from "@middy/core";
import { resubscribeLead, unsubscribeLead } from "../lead/commands/change.ts";
import { displayName, type Lead, type LeadId } from "../lead/model/lead.ts";
import { readLead } from "../lead/store/repository.ts";
import { config, text } from "../platform/config.ts";
import { AppError } from "../platform/error.ts";
import { errorMapping, type HttpRequest, type HttpResponse, logResponse } from "../platform/http/http.ts";
import { html, page } from "../platform/http/page.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { now } from "../platform/time.ts";
import { linkProblem, openLink, postedFields } from "./link.ts";

const { COMPANY: company } = config({ COMPANY: text });

const button = (act: string, label: string) => html`
  <form method="post"><input type="hidden" name="act" value="${act}"><button>${label}</button></form>`;

const ask = (lead: Lead): HttpResponse =>
  page({
    title: "Unsubscribe?",
    language: "en",
    body: html`
      <p>${company} writes to <strong>${lead.email ?? displayName(lead)}</strong> about your inquiry, and now and then with
      something useful. One click, and that stops. What you ask us yourself, we still answer.</p>
      ${button("unsubscribe", "Unsubscribe")}`,
  });

const gone = (lead: Lead): HttpResponse =>
  page({
    title: "You are unsubscribed",
    body: html`
      <p>${company} will not write to <strong>${lead.email ?? displayName(lead)}</strong> any more, unless you write to us.</p>
      <p class="quiet">Was this a mistake? Then take it back:</p>
      ${button("resubscribe", "Keep me on the list")}`,
  });

const back = (): HttpResponse =>
  page({ title: "You are on the list again", body: html`<p>Glad to keep in touch.</p>` });

/** Why mail has stopped that they did not stop by leaving the list, in words for themselves. */
const stops: Record<string, string> = {
  complaint: "Your mail program has told us that our mail is spam, and so all of it has stopped.",
  "hard-bounce": "Mail to your address came back to us as one that cannot be delivered.",
};

const stillOff = ({ suppressed: { reason = "" } }: Lead): HttpResponse =>
  page({
    title: "You are not on the list",
    body: html`
      <p>${stops[reason] ?? "We do not write to this address any more."} That cannot be changed here.</p>
      <p>If it is a mistake, please write to us, and one of us will see to it.</p>`,
  });

/** A lead that was erased has nothing left to unsubscribe: that is a success too (RULES.md UNS-5). */
const erased = (): HttpResponse =>
  page({ title: "You are unsubscribed", body: html`<p>We hold no address of yours any more.</p>` });

async function act(request: HttpRequest, id: LeadId): Promise<HttpResponse> {
  const fields = await postedFields(request);
  const by = { kind: "lead", id } as const;
  if (fields.act === "resubscribe") {
    const lead = await resubscribeLead(id, by, now());
    return lead.suppressed.mail || lead.suppressed.marketing ? stillOff(lead) : back();
  }
  return gone(await unsubscribeLead(id, by, now()));
}

/** `/u/{token}`: a page on GET, which changes nothing; the unsubscribe on POST, in one click (RFC 8058). Never a redirect. */
export const handler = middy<HttpRequest, HttpResponse>()
  .use(logContext("unsubscribe page"))
  .use(logOutcome(logResponse))
  .use(errorMapping(linkProblem))
  .handler(async (request) => {
    const { lead: id } = await openLink(request, "unsubscribe");
    try {
      if (request.requestContext.http.method === "POST") return await act(request, id);
      const lead = await readLead(id);
      return lead.suppressed.marketing ? gone(lead) : ask(lead);
    } catch (error) {
      if (error instanceof AppError && error.code === "not-found") return erased();
      throw error;
    }
  });
