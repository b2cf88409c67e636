import { formatMonth } from "../language/moment.ts";
import { sayPage } from "../language/texts.ts";
import type { Lead } from "../lead/model/lead.ts";
import type { Reason } from "../lead/model/reason.ts";
import type { Survey } from "../lead/rules/reply.ts";
import { isOpen } from "../lead/rules/sla.ts";
import { config, text } from "../platform/config.ts";
import type { HttpResponse } from "../platform/http/http.ts";
import { type Html, html, page } from "../platform/http/page.ts";

const { COMPANY: company } = config({ COMPANY: text });

const reasons = [
  "budget",
  "timing",
  "competitor",
  "no-need",
  "missing-feature",
  "wrong-person",
  "do-not-contact",
] as const satisfies Reason[];

const months = [1, 2, 3, 6, 12];

const month = (count: number): Html =>
  html`<option value="${count}"${count === 3 && html` selected`}>${sayPage("survey.inMonths", { count })}</option>`;

const reason = (value: (typeof reasons)[number]): Html =>
  html`<label><input type="radio" name="reason" value="${value}"> ${sayPage(`survey.${value}`)}</label>`;

/** The survey: each answer is a form of its own, so that one press is enough. */
export const surveyPage = (): HttpResponse =>
  page({
    title: sayPage("survey.title"),
    body: html`
      <p>${sayPage("survey.oneClick", { company })}</p>
      <form method="post"><button name="answer" value="changed-mind">${sayPage("survey.changedMind")}</button></form>
      <h2>${sayPage("survey.notNow")}</h2>
      <form method="post">
        <label>${sayPage("survey.askAgain")} <select name="months">${months.map(month)}</select></label>
        <button name="answer" value="later" class="second">${sayPage("survey.askThen")}</button>
      </form>
      <h2>${sayPage("survey.no")}</h2>
      <form method="post">
        <fieldset><legend>${sayPage("survey.whatDecided")}</legend>${reasons.map(reason)}</fieldset>
        <label>${sayPage("survey.anything")} <textarea name="comment" maxlength="5000"></textarea></label>
        <button name="answer" value="reason" class="second">${sayPage("survey.send")}</button>
      </form>
      <h2>${sayPage("survey.noMails")}</h2>
      <form method="post"><button name="answer" value="stop" class="second">${sayPage("survey.stop")}</button></form>`,
  });

/** Whether they asked, in one way or the other, not to be written to. */
export const wantsPeace = ({ answer, reason }: Survey): boolean => answer === "stop" || reason === "do-not-contact";

/** What we can promise after an answer; it depends on what has become of the lead, not on what was asked for. */
function promise(survey: Survey, lead: Lead): Html {
  const { answer } = survey;
  if (wantsPeace(survey)) return html`<p>${sayPage("survey.peace", { company })}</p>`;
  if (answer === "changed-mind" && isOpen(lead.sla)) return html`<p>${sayPage("survey.goodToHear")}</p>`;
  if (answer === "later" && lead.stage === "dormant" && lead.touchAt)
    return html`<p>${sayPage("survey.notBefore", { month: formatMonth(lead.touchAt) })}</p>`;
  return html`<p>${sayPage("survey.noted")}</p>`;
}

const titles = {
  "changed-mind": "survey.thanksForTelling",
  later: "survey.later",
  reason: "survey.thanksForAnswer",
  stop: "survey.stopped",
} as const satisfies Record<Survey["answer"], string>;

/** What a person sees after an answer. */
export const surveyThanksPage = (survey: Survey, lead: Lead): HttpResponse =>
  page({ title: sayPage(titles[survey.answer]), body: promise(survey, lead) });

/** What a person sees whom we have erased: nothing is left to ask about. */
export const erasedPage = (): HttpResponse =>
  page({
    title: sayPage("survey.nothingLeft"),
    body: html`<p>${sayPage("survey.erased")}</p>`,
  });
