import middy from "@middy/core";
import { recordSurvey, unsubscribeLead } from "../lead/commands/change.ts";
import type { Lead, LeadId } from "../lead/model/lead.ts";
import { Survey } from "../lead/rules/reply.ts";
import { readLead } from "../lead/store/repository.ts";
import { AppError } from "../platform/error.ts";
import { errorMapping, type HttpRequest, type HttpResponse, logResponse, readShape } from "../platform/http/http.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { now } from "../platform/time.ts";
import { linkProblem, openLink, postedFields } from "./link.ts";
import { erasedPage, surveyPage, surveyThanksPage, wantsPeace } from "./survey-page.ts";

/** An empty field is one that was not answered. */
const surveyIn = (fields: Record<string, string>): Survey =>
  readShape(Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== "")), Survey);

/** "Please stop" is heard wherever the lead stands, also where the lifecycle has no step for a survey. */
async function saveAnswer(id: LeadId, survey: Survey): Promise<Lead> {
  const lead = await recordSurvey(id, survey, now());
  return wantsPeace(survey) ? unsubscribeLead(id, { kind: "lead", id }, now()) : lead;
}

async function answer(request: HttpRequest, id: LeadId): Promise<HttpResponse> {
  if (request.requestContext.http.method !== "POST") {
    await readLead(id);
    return surveyPage();
  }
  const survey = surveyIn(await postedFields(request));
  return surveyThanksPage(survey, await saveAnswer(id, survey));
}

/** `/s/{token}`: the survey of the farewell: a page on GET, which changes nothing; the answer on POST. */
export const handler = middy<HttpRequest, HttpResponse>()
  .use(logContext("survey page"))
  .use(logOutcome(logResponse))
  .use(errorMapping(linkProblem))
  .handler(async (request) => {
    const { lead: id } = await openLink(request, "survey");
    try {
      return await answer(request, id);
    } catch (error) {
      if (error instanceof AppError && error.code === "not-found") return erasedPage();
      throw error;
    }
  });
