import type { Lead } from "../lead/model/lead.ts";
import type { Reason } from "../lead/model/reason.ts";
import type { Survey } from "../lead/rules/reply.ts";
import { isOpen } from "../lead/rules/sla.ts";
import { config, text } from "../platform/config.ts";
import type { HttpResponse } from "../platform/http/http.ts";
import { type Html, html, page } from "../platform/http/page.ts";
import { millis } from "../platform/time.ts";

const { COMPANY: company } = config({ COMPANY: text });

/** The reasons that a person can give, in their words. */
const reasons = [
  ["budget", "It costs more than I can spend"],
  ["timing", "It is not the right time"],
  ["competitor", "I have chosen somebody else"],
  ["no-need", "I do not need it any more"],
  ["missing-feature", "Something I need was missing"],
  ["wrong-person", "I am not the right person to ask"],
  ["do-not-contact", "I do not want to be contacted"],
] as const satisfies [Reason, string][];

const months = [1, 2, 3, 6, 12];

const month = (count: number): Html =>
  html`<option value="${count}"${count === 3 && html` selected`}>in ${count} month${count > 1 && "s"}</option>`;

const reason = ([value, words]: (typeof reasons)[number]): Html =>
  html`<label><input type="radio" name="reason" value="${value}"> ${words}</label>`;

/** The survey: each answer is a form of its own, so that one press is enough. */
export const surveyPage = (): HttpResponse =>
  page({
    title: "How do things stand?",
    body: html`
      <p>One click is enough to tell ${company}.</p>
      <form method="post"><button name="answer" value="changed-mind">I have changed my mind</button></form>
      <h2>Not now</h2>
      <form method="post">
        <label>Ask me again <select name="months">${months.map(month)}</select></label>
        <button name="answer" value="later" class="second">Ask me then</button>
      </form>
      <h2>It is a no</h2>
      <form method="post">
        <fieldset><legend>What decided it?</legend>${reasons.map(reason)}</fieldset>
        <label>Anything to add? <textarea name="comment" maxlength="5000"></textarea></label>
        <button name="answer" value="reason" class="second">Send</button>
      </form>
      <h2>No mails, please</h2>
      <form method="post"><button name="answer" value="stop" class="second">Please stop writing to me</button></form>`,
  });

const inMonth = (at: NonNullable<Lead["touchAt"]>): string =>
  new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(millis(at));

/** Whether they asked, in one way or the other, not to be written to. */
export const wantsPeace = ({ answer, reason }: Survey): boolean => answer === "stop" || reason === "do-not-contact";

/** What we can promise after an answer; it depends on what has become of the lead, not on what was asked for. */
function promise(survey: Survey, lead: Lead): Html {
  const { answer } = survey;
  if (wantsPeace(survey)) return html`<p>${company} will not write to you any more, unless you write to us.</p>`;
  if (answer === "changed-mind" && isOpen(lead.sla))
    return html`<p>Good to hear. One of us will get in touch with you soon.</p>`;
  if (answer === "later" && lead.stage === "dormant" && lead.touchAt)
    return html`<p>We will not ask again before ${inMonth(lead.touchAt)}. If you need us sooner, just reply to our mail.</p>`;
  return html`<p>We have noted it. If there is something we can do for you, just reply to our mail.</p>`;
}

const titles: Record<Survey["answer"], string> = {
  "changed-mind": "Thank you for telling us",
  later: "All right, later",
  reason: "Thank you for your honest answer",
  stop: "We have stopped",
};

/** What a person sees after an answer. */
export const surveyThanksPage = (survey: Survey, lead: Lead): HttpResponse =>
  page({ title: titles[survey.answer], body: promise(survey, lead) });

/** What a person sees whom we have erased: nothing is left to ask about. */
export const erasedPage = (): HttpResponse =>
  page({
    title: "There is nothing left to ask",
    body: html`<p>We hold nothing about you any more, and will not write to you.</p>`,
  });
