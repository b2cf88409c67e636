import middy from "@middy/core";
import { recordContact } from "../lead/change.ts";
import { displayName, type Lead } from "../lead/lead.ts";
import { OwnerId } from "../lead/owner.ts";
import { isOpen } from "../lead/promise.ts";
import { Contact } from "../lead/respond.ts";
import { readLead } from "../lead/store.ts";
import { now } from "../platform/clock.ts";
import { edge } from "../platform/edge.ts";
import { Refusal } from "../platform/error.ts";
import { answered, problems, type Reply, type Request, readShape } from "../platform/http.ts";
import { type Html, html, page } from "../platform/page.ts";
import { followed, linkProblem, posted } from "./link.ts";

const choice = (channel: string, label: string, checked: boolean): Html => html`
  <label><input type="radio" name="channel" value="${channel}"${checked ? html` checked` : ""}> ${label}</label>`;

const waiting = (lead: Lead): Html =>
  isOpen(lead.sla)
    ? html`<p>${displayName(lead)} is waiting for a first answer.</p>`
    : html`<p>${displayName(lead)} has been answered already. You can record another contact.</p>`;

const ask = (lead: Lead): Reply =>
  page({
    title: `Have you contacted ${displayName(lead)}?`,
    body: html`
      ${waiting(lead)}
      <form method="post">
        <fieldset><legend>How?</legend>
          ${choice("call", "By phone", lead.phone !== undefined)}
          ${choice("email", "By mail", lead.phone === undefined)}
          ${choice("messenger", "By messenger", false)}
        </fieldset>
        <label>Note <textarea name="note" maxlength="5000"></textarea></label>
        <button name="outcome" value="reached">We have spoken</button>
        <button name="outcome" value="attempted" class="second">Tried, not reached</button>
      </form>`,
  });

const thanks = (lead: Lead, outcome: Contact["outcome"]): Reply =>
  page({
    title: "Recorded",
    body:
      outcome === "reached"
        ? html`<p>Thank you. ${displayName(lead)} is in good hands.</p>`
        : html`<p>Thank you. ${displayName(lead)} will come up again tomorrow.</p>`,
  });

const Form = Contact.extend({ channel: Contact.shape.channel.default("call") });

/** `/r/{token}`: the owner's "I have contacted this lead": a page on GET, the record on POST. */
export const handler = edge(
  "response page",
  middy<Request, Reply>()
    .use(problems(linkProblem))
    .handler(async (request) => {
      const { lead: id, rest } = await followed(request, "respond");
      const owner = OwnerId.safeParse(rest[0]);
      if (!owner.success) throw new Refusal("not-found", "This link is not complete. Open it from the mail again.");
      if (request.requestContext.http.method !== "POST") return ask(await readLead(id));
      const { note, ...contact } = readShape(await posted(request), Form);
      const lead = await recordContact(
        id,
        note ? { ...contact, note } : contact,
        { kind: "owner", id: owner.data },
        now(),
      );
      return thanks(lead, contact.outcome);
    }),
  answered,
);
