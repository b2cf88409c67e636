import * as z from "zod";
import { Email } from "../intake/inquiry/contact.ts";
import type { InquiryDraft } from "../intake/inquiry/inquiry-draft.ts";
import { newInquiryId, submit } from "../intake/inquiry/submit.ts";
import { saySource } from "../language/texts.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import { json } from "../platform/http/http.ts";
import { now } from "../platform/time.ts";
import { sourceNamed } from "../source/registry.ts";
import { openSecrets } from "../source/secrets.ts";

/** Who is to get the mails of a try; without an address nobody but the owner gets any. */
const TestInquiry = z.strictObject({
  name: z.string().max(200).default(saySource("test.name")),
  email: Email.optional(),
  phone: z.string().max(60).optional(),
  message: z.string().max(2000).default(saySource("test.message")),
});

/** Lets a test go the way of an inquiry of this source; it is kept out of reports. */
export const sourceTestRoutes: Route[] = [
  route({
    ...noInput,
    ...{ method: "POST", path: "/api/sources/{id}/test", title: "Let a test go the way of an inquiry" },
    ...{ response: z.object({ inquiryId: z.string(), leadId: z.string().optional() }), success: 201 },
    body: TestInquiry,
    answer: async ({ request, id, body: testInquiry }) => {
      const at = now();
      const source = await sourceNamed(id);
      const inquiryId = newInquiryId(at);
      const handle = { platform: "test", scope: source.id, id: inquiryId };
      const draft: InquiryDraft = {
        ...testInquiry,
        test: true,
        ...(!testInquiry.email && !testInquiry.phone && { handle }),
      };
      const context = { source, secrets: await openSecrets(source, at), now: at };
      const payload = { text: JSON.stringify(testInquiry) };
      const meta = { payload, address: request.requestContext.http.sourceIp, receivedAt: at, id: inquiryId };
      const { leadId } = await submit({ id: inquiryId }, draft, context, meta);
      return json(201, { inquiryId, leadId });
    },
  }),
];
