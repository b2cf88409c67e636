import middy from "@middy/core";
import { sayPage } from "../language/texts.ts";
import { confirmEmail, disownEmail, isTheirs } from "../lead/commands/confirm-address.ts";
import type { Lead, LeadId } from "../lead/model/lead.ts";
import { isUnconfirmed } from "../lead/rules/consent.ts";
import { readLead } from "../lead/store/repository.ts";
import { config, text } from "../platform/config.ts";
import { AppError } from "../platform/error.ts";
import { errorMapping, type HttpRequest, type HttpResponse, logResponse } from "../platform/http/http.ts";
import { type Html, html, page } from "../platform/http/page.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { now } from "../platform/time.ts";
import { linkProblem, openLink, postedFields } from "./link.ts";

const { COMPANY: company } = config({ COMPANY: text });

/** What can be said of an address: by the link that was followed, or by a button of the page. */
type Word = "confirm" | "not-me";

const button = (act: Word, label: string, isSecond: boolean): Html => html`
  <form method="post"><input type="hidden" name="act" value="${act}"><button${isSecond && html` class="second"`}>${label}</button></form>`;

/** Both answers, the one that was chosen in the mail first. */
const ask = (lead: Lead, chosen: Word): HttpResponse => {
  const confirm = button("confirm", sayPage("confirm.confirm"), chosen !== "confirm");
  const notMe = button("not-me", sayPage("confirm.notMe"), chosen !== "not-me");
  return page({
    title: chosen === "confirm" ? sayPage("confirm.didYou") : sayPage("confirm.youHaveNot"),
    body: html`
      <p>${sayPage.around("confirm.somebody", { company, email: html`<strong>${lead.email}</strong>` })}</p>
      ${chosen === "confirm" ? [confirm, notMe] : [notMe, confirm]}
      ${isUnconfirmed(lead) && html`<p class="quiet">${sayPage("confirm.withoutWord")}</p>`}`,
  });
};

const confirmed = ({ email }: Lead): HttpResponse =>
  page({
    title: sayPage("confirm.thanks"),
    body: html`<p>${sayPage.around("confirm.confirmed", { email: html`<strong>${email}</strong>` })}</p>`,
  });

const letGo = (): HttpResponse =>
  page({
    title: sayPage("confirm.thanksForTelling"),
    body: html`<p>${sayPage("confirm.letGo", { company })}</p>`,
  });

const otherAddress = (): HttpResponse =>
  page({
    title: sayPage("confirm.nothing"),
    body: html`<p>${sayPage("confirm.otherAddress")}</p>`,
  });

/** "Not me" of an address that somebody has shown to be theirs: it gets no more mail that was not asked for. */
const stopped = (): HttpResponse =>
  page({
    title: sayPage("confirm.stopped"),
    body: html`<p>${sayPage("confirm.stays", { company })}</p>`,
  });

async function act(id: LeadId, word: Word, mark: string, from: string): Promise<HttpResponse> {
  const before = await readLead(id);
  if (word === "not-me") {
    if (!isTheirs(before, mark)) return letGo();
    return isUnconfirmed(await disownEmail(id, mark, now())) || isUnconfirmed(before) ? letGo() : stopped();
  }
  const lead = await confirmEmail(id, mark, from, now());
  return isTheirs(lead, mark) ? confirmed(lead) : otherAddress();
}

const isWord = (text: string | undefined): text is Word => text === "confirm" || text === "not-me";

async function answer(request: HttpRequest, id: LeadId, mark: string, chosen: Word): Promise<HttpResponse> {
  const { method, sourceIp } = request.requestContext.http;
  if (method === "POST") {
    const { act: pressed } = await postedFields(request);
    return act(id, isWord(pressed) ? pressed : chosen, mark, sourceIp);
  }
  const lead = await readLead(id);
  if (!isTheirs(lead, mark)) return chosen === "not-me" ? letGo() : otherAddress();
  return isUnconfirmed(lead) || chosen === "not-me" ? ask(lead, chosen) : confirmed(lead);
}

/** `/c/{token}`: a page on GET, which changes nothing; POST says whose the address is, by button or else by the link. */
export const handler = middy<HttpRequest, HttpResponse>()
  .use(logContext("confirmation page"))
  .use(logOutcome(logResponse))
  .use(errorMapping(linkProblem))
  .handler(async (request) => {
    const { lead: id, rest } = await openLink(request, "confirm");
    const [, mark = "", chosen] = rest;
    try {
      return await answer(request, id, mark, isWord(chosen) ? chosen : "confirm");
    } catch (error) {
      if (error instanceof AppError && error.code === "not-found") return otherAddress();
      throw error;
    }
  });
