import middy from "@middy/core";
import { formatMoment } from "../language/moment.ts";
import { sayPage } from "../language/texts.ts";
import { recordContact } from "../lead/commands/change.ts";
import { displayName, type Lead, type LeadId } from "../lead/model/lead.ts";
import { OwnerId } from "../lead/model/owner.ts";
import { Contact } from "../lead/rules/contact.ts";
import { isOpen } from "../lead/rules/sla.ts";
import { mainLine } from "../lead/rules/stage.ts";
import { readLead } from "../lead/store/repository.ts";
import { errorMapping, type HttpRequest, type HttpResponse, logResponse, readShape } from "../platform/http/http.ts";
import { type Html, html, page } from "../platform/http/page.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { now } from "../platform/time.ts";
import { incompleteLink, linkProblem, openLink, openLinkAs, postedFields } from "./link.ts";
import { releasePage } from "./release.ts";

const choice = (channel: string, label: string, checked: boolean): Html => html`
  <label><input type="radio" name="channel" value="${channel}"${checked ? html` checked` : ""}> ${label}</label>`;

function waiting(lead: Lead): Html {
  const name = displayName(lead);
  if (lead.sla?.respondedAt) return html`<p>${sayPage("response.answered", { name })}</p>`;
  if (isOpen(lead.sla)) return html`<p>${sayPage("response.waiting", { name })}</p>`;
  return html`<p>${sayPage("response.closed", { name })}</p>`;
}

const ask = (lead: Lead): HttpResponse =>
  page({
    title: sayPage("response.have", { name: displayName(lead) }),
    body: html`
      ${waiting(lead)}
      <form method="post">
        <fieldset><legend>${sayPage("response.how")}</legend>
          ${choice("call", sayPage("response.call"), lead.phone !== undefined)}
          ${choice("email", sayPage("response.email"), lead.phone === undefined)}
          ${choice("messenger", sayPage("response.messenger"), false)}
        </fieldset>
        <label>${sayPage("response.note")} <textarea name="note" maxlength="5000"></textarea></label>
        <button name="outcome" value="reached">${sayPage("response.reached")}</button>
        <button name="outcome" value="attempted" class="second">${sayPage("response.attempted")}</button>
      </form>`,
  });

/** When the owner will hear of the lead again; only where its next action is theirs. */
function comesUpAgain(lead: Lead): string | undefined {
  const isTheirs = lead.stage === "new" || mainLine.has(lead.stage);
  return isTheirs && lead.nextAction ? formatMoment(lead.nextAction.dueAt) : undefined;
}

const thanks = (lead: Lead, outcome: Contact["outcome"]): HttpResponse => {
  const [name, day] = [displayName(lead), comesUpAgain(lead)];
  const thanked = day ? sayPage("response.thanksAgain", { name, day }) : sayPage("response.thanks");
  const said = outcome === "reached" ? sayPage("response.thanksReached", { name }) : thanked;
  return page({ title: sayPage("response.recorded"), body: html`<p>${said}</p>` });
};

const Form = Contact.extend({ channel: Contact.shape.channel.default("call") });

/** The owner's own word that they have contacted the lead. */
async function respond(request: HttpRequest, id: LeadId, owner: string | undefined): Promise<HttpResponse> {
  const by = OwnerId.safeParse(owner);
  if (!by.success) throw incompleteLink();
  if (request.requestContext.http.method !== "POST") return ask(await readLead(id));
  const { note, ...contact } = readShape(await postedFields(request), Form);
  const lead = await recordContact(id, note ? { ...contact, note } : contact, { kind: "owner", id: by.data }, now());
  return thanks(lead, contact.outcome);
}

/** `/r/{token}`: the owner's "I have contacted this lead" or "Send it": a page on GET, the act on POST. */
export const handler = middy<HttpRequest, HttpResponse>()
  .use(logContext("response page"))
  .use(logOutcome(logResponse))
  .use(errorMapping(linkProblem))
  .handler(async (request) => {
    const answer = await openLinkAs(request, "answer");
    if (answer) return releasePage(request, answer.lead, answer.rest[1]);
    const { lead, rest } = await openLink(request, "respond");
    return respond(request, lead, rest[0]);
  });
