/** What mails to our own people say besides their texts in workflows/mails: why an answer of theirs has come back, and to whom it went. */
export const noticeTexts = {
  "from.leads": "{company} leads",
  "lead.unnamed": "Unnamed lead",
  "chat.account": "{messenger}: account {id}",
  "chat.named": "{messenger}: {names}",

  "returned.nothing left":
    "Nothing of your own was found in it, only what it quotes. Please write above the quoted notice.",
  "returned.notice left":
    "A part of our notice stands in it, which is not for the lead. Please write above the quoted notice, and leave nothing of it in your text.",
  "returned.written between":
    "You have written between the lines of our notice, and your mail program does not mark which lines are yours. Please write everything above the quoted notice.",
  "returned.too large": "It carries more than 7 MB of files. Please send fewer or smaller ones, or a link to them.",
  "returned.too long": "It is longer than 20,000 characters. Please send the long part as a file.",
  "returned.mail attached":
    "A mail is attached to it, or a file that only Outlook can open. Please attach what the lead is to get as a file of its own, such as a PDF.",
  "returned.wants out":
    "It reads as if you wanted no more of these mails: the lead has not been told, and stays on our list. Ask your manager to have the notices changed.",
  "returned.manager":
    "A reply to a manager's notice goes to nobody. Please open the lead, and write to them at their address.",
  "returned.reason": "Your answer has not been sent to {name}. {reason}",
  "returned.forbidden": "Your answer has not been sent to {name}: {why}.",
  "returned.noWay": "{name} has given us no address, so your answer could not go.",
  "returned.otherWays": "{name} has given us no mail address, so your answer could not go. You reach them {ways}.",
  "returned.byPhone": "by phone, {phone}",
  "returned.held":
    "A mail came that says you wrote it, and your mail system does not vouch for that. Nothing has been sent to {name}. If these are your words, let them go:",
  "returned.byOther":
    "{who} has answered our notice in your place. It was set aside, and nothing has been sent to {name}. They wrote:",
  "returned.somebody": "Somebody we do not know",

  "forbidden.block": "the lead is blocked, and gets nothing from us",
  "forbidden.complaint": "the lead has called our mail spam, and gets none any more",
  "forbidden.noMail": "the lead's address takes no mail",
  "forbidden.archived": "the lead is archived. Move it to working first, then write again",
} as const;
