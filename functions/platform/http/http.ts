import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type * as z from "zod";
import { AppError, type ErrorCode, type FieldError, refuseField } from "../error.ts";
import { type LogFields, logFailure } from "../observability/log.ts";
import { sayFault } from "../text/faults.ts";
import { jsonFaults } from "./json-faults.ts";

const faultsAtMost = 20;

export type HttpRequest = APIGatewayProxyEventV2;
export type HttpResponse = APIGatewayProxyStructuredResultV2;

const statusOf: Record<ErrorCode, number> = {
  invalid: 422,
  unauthorized: 401,
  "not-found": 404,
  conflict: 409,
  stale: 412,
  "too-large": 413,
  unavailable: 503,
  unreadable: 500,
};

export const json = (statusCode: number, body: unknown): HttpResponse => ({
  statusCode,
  headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  body: JSON.stringify(body),
});

/** What the log says of an answer. */
export const logResponse = ({ statusCode }: HttpResponse): LogFields => ({ status: statusCode });

/** The body as bytes, decoded once: API Gateway hands most types over as base64 (contracts/forms.md section 0). */
export const bodyOf = ({ body, isBase64Encoded }: HttpRequest): Buffer =>
  Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");

export const pathPart = (request: HttpRequest, name: string): string => request.pathParameters?.[name] ?? "";

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return refuseField("body", sayFault("request.noJson", { example: '{"note":"…"}' }), cause);
  }
}

/** The body as JSON; `{}` where there is none. @throws AppError `invalid`, also naming what could not be read as it stands */
export function jsonIn(request: HttpRequest): unknown {
  const text = bodyOf(request).toString("utf8") || "{}";
  const value = parsedJson(text);
  const errors = [...jsonFaults(text).take(faultsAtMost)];
  if (errors.length > 0) throw new AppError("invalid", sayFault("request.mend"), { errors });
  return value;
}

/** A value of a shape. @throws AppError `invalid` naming each wrong field */
export function readShape<Shape extends z.ZodType>(value: unknown, schema: Shape): z.output<Shape> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", sayFault("request.mend"), {
    errors: parsed.error.issues.flatMap(asFieldErrors),
    cause: parsed.error,
  });
}

function asFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code !== "unrecognized_keys") return [{ field: issue.path.join(".") || "body", message: issue.message }];
  const message = sayFault("request.noName");
  return issue.keys.map((key) => ({ field: [...issue.path, key].join("."), message }));
}

/** An error as RFC 9457 problem details. */
export function problemResponse(error: unknown): HttpResponse {
  if (!(error instanceof AppError)) {
    return problemReply(500, { title: sayFault("title.ours"), status: 500 });
  }
  const status = statusOf[error.code];
  const { message: detail, errors, allowed } = error;
  return problemReply(status, { title: sayFault(`title.${error.code}`), status, detail, errors, allowed });
}

const problemReply = (statusCode: number, body: object): HttpResponse => ({
  statusCode,
  headers: {
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    ...(statusCode === 503 ? { "retry-after": "2" } : {}),
    ...(statusCode === 401 ? { "www-authenticate": "Bearer" } : {}),
  },
  body: JSON.stringify({ type: "about:blank", ...body }),
});

/** Turns what a handler throws into a reply, in this one place; faults of ours are logged, refusals are not. */
export const errorMapping = (
  answer: (error: unknown, request: HttpRequest) => HttpResponse = problemResponse,
): MiddlewareObj<HttpRequest, HttpResponse> => ({
  onError: (context) => {
    const expected = context.error instanceof AppError;
    if (!expected) logFailure("request failed", context.error, { route: context.event.routeKey });
    context.response = answer(context.error, context.event);
  },
});
