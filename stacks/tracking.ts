import { HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { type StackContext, use } from "sst/constructs";
import { mayRead, mayUse, type TableAccess } from "./access.ts";
import { Intake } from "./intake.ts";
import { lambda } from "./lambda.ts";
import { addRoute } from "./route.ts";
import { settings } from "./settings.ts";
import { Storage } from "./storage.ts";

/** The links in our mails: a page on GET, an act on POST; a tracked link records on GET and leads on. */
export function Tracking({ stack }: StackContext) {
  const { table, signingKey } = use(Storage);
  const { api } = use(Intake);
  const { company } = settings(stack.stage);

  const link = (id: string, methods: HttpMethod[], path: string, handler: string, more: TableAccess = {}) => {
    const fn = lambda(stack, id, handler, {
      environment: { TABLE_NAME: table.tableName, SIGNING_KEY_ID: signingKey.secretArn, COMPANY: company },
    });
    mayUse(table, fn, { GetItem: ["leads"], PutItem: ["leads"], ...more });
    mayRead(signingKey, fn);
    addRoute(stack, api, methods, path, fn);
  };
  const page = [HttpMethod.GET, HttpMethod.POST];
  link("UnsubscribePage", page, "/u/{token}", "functions/tracking/unsubscribe.handler");
  link("ResponsePage", page, "/r/{token}", "functions/tracking/response.handler", { UpdateItem: ["sourceCounters"] });
  link("ConfirmPage", page, "/c/{token}", "functions/tracking/confirm.handler", {
    BatchGetItem: ["addresses", "numbers"],
    PutItem: ["leads", "addresses", "numbers"],
    UpdateItem: ["sourceCounters"],
  });
  link("SurveyPage", page, "/s/{token}", "functions/tracking/survey.handler");
  link("ClickLink", [HttpMethod.GET], "/t/c/{token}", "functions/tracking/click.handler");
}
