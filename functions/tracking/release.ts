import { sayPage } from "../language/texts.ts";
import { releaseOwnerReply } from "../lead/commands/owner-reply.ts";
import { displayName, type Lead, type LeadId } from "../lead/model/lead.ts";
import type { OwnerReply } from "../lead/model/owner-reply.ts";
import { readOwnerReply } from "../lead/store/owner-reply.ts";
import { readLead, updateLead } from "../lead/store/repository.ts";
import type { HttpRequest, HttpResponse } from "../platform/http/http.ts";
import { html, page } from "../platform/http/page.ts";
import { now } from "../platform/time.ts";
import { incompleteLink } from "./link.ts";

const files = ({ attachments = [] }: OwnerReply) =>
  attachments.length > 0 &&
  html`<p class="quiet">${sayPage("release.withIt", { files: attachments.map(({ name }) => name).join(", ") })}</p>`;

const ask = (lead: Lead, answer: OwnerReply): HttpResponse =>
  page({
    title: sayPage("release.ask", { name: displayName(lead) }),
    body: html`
      <p>${sayPage("release.notVouched")}</p>
      <blockquote>${answer.text}</blockquote>
      ${files(answer)}
      <form method="post"><button>${sayPage("release.send")}</button></form>
      <p class="quiet">${sayPage("release.notYou")}</p>`,
  });

const onItsWay = (lead: Lead): HttpResponse =>
  page({
    title: sayPage("release.onItsWay"),
    body: html`<p>${sayPage("release.fromUs", { name: displayName(lead) })}</p>`,
  });

const before = (lead: Lead): HttpResponse =>
  page({
    title: sayPage("release.before"),
    body: html`<p>${sayPage("release.letGo", { name: displayName(lead) })}</p>`,
  });

/** "Send it", once: a page with the answer on GET, which changes nothing; on POST it goes to the lead. @throws AppError */
export async function releasePage(
  request: HttpRequest,
  id: LeadId,
  answerId: string | undefined,
): Promise<HttpResponse> {
  const answer = answerId ? await readOwnerReply(id, answerId) : undefined;
  if (!answer) throw incompleteLink();
  if (request.requestContext.http.method !== "POST") {
    const lead = await readLead(id);
    return answer.releasedAt ? before(lead) : ask(lead, answer);
  }
  const at = now();
  let isFirst = false;
  const lead = await updateLead(id, at, async (card, moment) => {
    const change = releaseOwnerReply(card, (await readOwnerReply(id, answer.id)) ?? answer, moment);
    isFirst = change !== undefined;
    return change;
  });
  return isFirst ? onItsWay(lead) : before(lead);
}
