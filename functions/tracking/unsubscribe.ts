import middy from "@middy/core";
import { sayPage } from "../language/texts.ts";
import { resubscribeLead, unsubscribeLead } from "../lead/commands/change.ts";
import { displayName, type Lead, type LeadId } from "../lead/model/lead.ts";
import { readLead } from "../lead/store/repository.ts";
import { config, text } from "../platform/config.ts";
import { AppError } from "../platform/error.ts";
import { errorMapping, type HttpRequest, type HttpResponse, logResponse } from "../platform/http/http.ts";
import { type Html, html, page } from "../platform/http/page.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { now } from "../platform/time.ts";
import { linkProblem, openLink, postedFields } from "./link.ts";

const { COMPANY: company } = config({ COMPANY: text });

const button = (act: string, label: string) => html`
  <form method="post"><input type="hidden" name="act" value="${act}"><button>${label}</button></form>`;

const address = (lead: Lead): Html => html`<strong>${lead.email ?? displayName(lead)}</strong>`;

const ask = (lead: Lead): HttpResponse =>
  page({
    title: sayPage("unsubscribe.ask"),
    language: "en",
    body: html`
      <p>${sayPage.around("unsubscribe.writes", { company, address: address(lead) })}</p>
      ${button("unsubscribe", sayPage("unsubscribe.unsubscribe"))}`,
  });

const gone = (lead: Lead): HttpResponse =>
  page({
    title: sayPage("unsubscribe.gone"),
    body: html`
      <p>${sayPage.around("unsubscribe.willNot", { company, address: address(lead) })}</p>
      <p class="quiet">${sayPage("unsubscribe.mistake")}</p>
      ${button("resubscribe", sayPage("unsubscribe.keep"))}`,
  });

const back = (): HttpResponse =>
  page({ title: sayPage("unsubscribe.back"), body: html`<p>${sayPage("unsubscribe.glad")}</p>` });

/** Why mail has stopped that they did not stop by leaving the list, in words for themselves. */
function whyStopped({ suppressed: { reason } }: Lead): string {
  if (reason === "complaint" || reason === "hard-bounce") return sayPage(`unsubscribe.${reason}`);
  return sayPage("unsubscribe.other");
}

const stillOff = (lead: Lead): HttpResponse =>
  page({
    title: sayPage("unsubscribe.stillOff"),
    body: html`
      <p>${sayPage("unsubscribe.cannotChange", { why: whyStopped(lead) })}</p>
      <p>${sayPage("unsubscribe.pleaseWrite")}</p>`,
  });

/** A lead that was erased has nothing left to unsubscribe: that is a success too (RULES.md UNS-5). */
const erased = (): HttpResponse =>
  page({ title: sayPage("unsubscribe.gone"), body: html`<p>${sayPage("unsubscribe.erased")}</p>` });

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
