import * as z from "zod";
import { openSecrets } from "../../lead/source-secret.ts";
import type { Route } from "../../platform/api.ts";
import { now } from "../../platform/clock.ts";
import { json, readJson } from "../../platform/http.ts";
import type { Said } from "../said.ts";
import { newInquiryId, take } from "../take.ts";
import { sourceNamed } from "./sources.ts";

/** Who is to get the mails of a try; without an address nobody but the owner gets any. */
const Trial = z.strictObject({
  name: z.string().max(200).default("Test lead"),
  email: z.email("write your own address, such as me@example.com").optional(),
  phone: z.string().max(60).optional(),
  message: z.string().max(2000).default("A try of this source: no answer is needed."),
});

/** Lets a test go the way of an inquiry of this source; it is kept out of reports. */
export const trialRoutes: Route[] = [
  {
    method: "POST",
    path: "/api/sources/{id}/test",
    answer: async (request, id) => {
      const at = now();
      const source = await sourceNamed(id);
      const trial = readJson(request, Trial);
      const inquiryId = newInquiryId(at);
      const handle = { platform: "test", scope: source.id, id: inquiryId };
      const said: Said = { ...trial, test: true, ...(!trial.email && !trial.phone && { handle }) };
      const arrived = { source, secrets: await openSecrets(source, at), now: at };
      const payload = { text: JSON.stringify(trial) };
      const wrapping = { payload, address: request.requestContext.http.sourceIp, receivedAt: at, id: inquiryId };
      const { leadId } = await take({ id: inquiryId }, said, arrived, wrapping);
      return json(201, { inquiryId, leadId });
    },
  },
];
