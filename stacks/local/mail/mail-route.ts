import { jsonReply, type LocalRoute } from "../http/local-route.ts";
import type { Mailbox, SentMail } from "./mailbox.ts";

/** `GET /local/mails?to=` and `GET /local/mails/{id}.eml`. */
export function mailRoutes(mailbox: Mailbox): LocalRoute[] {
  return [
    {
      method: "GET",
      path: "/local/mails",
      answer: async ({ query }) => {
        const mails = mailbox.mails(query.get("to") ?? undefined);
        return jsonReply(200, { items: await Promise.all(mails.map((mail) => shown(mailbox, mail))) });
      },
    },
    {
      method: "GET",
      path: "/local/mails/{file}",
      answer: async ({ params: { file = "" } }) => {
        const mail = file.endsWith(".eml") ? mailbox.find(file.slice(0, -".eml".length)) : undefined;
        if (!mail) return jsonReply(404, { message: `No mail ${file}` });
        return { status: 200, headers: { "content-type": "message/rfc822" }, body: await mailbox.raw(mail) };
      },
    },
  ];
}

async function shown(mailbox: Mailbox, mail: SentMail): Promise<object> {
  const { id, at, from, to, subject, tags } = mail;
  const { headers, text, html } = await mailbox.content(mail);
  const { purpose, lead: leadId, touch } = tags;
  return { id, at, from, to, subject, purpose, leadId, touch, headers, text, html };
}
