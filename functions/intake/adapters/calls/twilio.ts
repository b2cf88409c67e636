import { sayStep } from "../../../language/texts.ts";
import { type HttpResponse, json } from "../../../platform/http/http.ts";
import { plus } from "../../../platform/time.ts";
import type { Signal, SourceContext } from "../../inquiry/signal.ts";
import type { Adapter, Delivery } from "../../wire/adapter.ts";
import { exactJson } from "../../wire/exact-json.ts";
import { readWire } from "../../wire/wire.ts";
import { draftOfLeg, outcomeOf, PhoneCall, toDraft } from "./twilio-call.ts";
import { postedForm, signedByTwilio } from "./twilio-signature.ts";

const isJson = ({ headers }: Delivery): boolean => /^application\/json\b/i.test(headers["content-type"] ?? "");

const parametersOf = (delivery: Delivery): URLSearchParams =>
  delivery.method === "POST" ? postedForm(delivery) : delivery.query;

const callIn = (delivery: Delivery): PhoneCall =>
  readWire(isJson(delivery) ? exactJson(delivery.bytes) : Object.fromEntries(parametersOf(delivery)), PhoneCall);

/** One call is one inquiry, however many legs and requests it has: the first that is sure of how it went, says it. */
function parse(delivery: Delivery, { now }: SourceContext): Signal[] {
  const call = callIn(delivery);
  const id = call.ParentCallSid ?? call.CallSid;
  const told = draftOfLeg(call);
  const foretold: Signal[] = told ? [{ kind: "foretold", id, draft: told }] : [];
  const outcome = outcomeOf(call);
  const draft = outcome && toDraft(call, outcome.kind);
  if (!draft) return foretold;
  const notBefore = outcome.doubt === undefined ? {} : { notBefore: plus(now, outcome.doubt) };
  return [...foretold, { kind: "inquiry", id, draft: draft, ...notBefore }];
}

const hangUp = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** Twilio tries once, unless the URL's fragment, which it neither sends nor signs, says otherwise (contracts/calls.md 4). */
const persistently = (url: string): string => `${url}#rc=3&rp=all`;

/** What is no status callback waits for TwiML: without it the caller hears of an error (contracts/calls.md 1). */
function taken(delivery: Delivery): HttpResponse {
  if (parametersOf(delivery).get("CallbackSource") === "call-progress-events") return { statusCode: 204 };
  return { statusCode: 200, headers: { "content-type": "text/xml; charset=utf-8" }, body: hangUp };
}

const binOf = (url: string): string =>
  `<Response><Dial timeout="20" action="${persistently(url).replace("&", "&amp;")}"><Number>+15550100</Number></Dial></Response>`;

/** Missed and answered calls of Twilio's numbers (contracts/calls.md). */
export const twilio: Adapter = {
  channel: "call",
  secrets: ["authToken"],
  needed: [["authToken"]],
  verify: signedByTwilio,
  signatures: ["x-twilio-signature"],
  parse,
  acknowledge: taken,
  refuse: (reason) => json(403, { message: reason }),
  steps: (source, url) => [
    sayStep("twilio.1"),
    sayStep("twilio.2", { bin: binOf(url) }),
    sayStep("twilio.3"),
    sayStep("twilio.4", { url: persistently(url) }),
    sayStep("twilio.5", { name: source.name }),
  ],
};
