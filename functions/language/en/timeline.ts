/**
 * What stands on a lead's timeline and card as a reason. It is kept as it was written, and compared: it is written in English
 * whatever language people read, and what is changed here is another reason than what was written before.
 */
export const timelineTexts = {
  "skipped.suppressed": "mail suppressed",
  "skipped.noMailAddress": "no mail address",
  "skipped.unmailable": "the address cannot be mailed",
  "skipped.noText": "its text does not ship any more",
  "skipped.recipientGone": "the person to be told is no longer in the pool",
  "skipped.handedOver": "the lead was handed over to another",
  "skipped.unknown": "unknown whether it was sent",
  "skipped.refused": "refused by the mail service: {error}",
  "skipped.notSent": "not sent",
  "skipped.noFarewell": "no farewell",
  "skipped.noWay": "no way to reach them",
  "skipped.noConsent": "no consent to marketing",
  "skipped.noSign": "no sign of life in a year",
  "skipped.broughtIn": "brought in by others, without evidence of consent",
  "skipped.longAgo": "30 days since the last inquiry",
  "skipped.thanked": "this mailbox was thanked within the hour",

  "assigned.hot": "hot and unanswered",
  "assigned.late": "no response in time",
  "assigned.ownerAway": "the owner before is not available",
  "assigned.inTurn": "round robin",
  "assigned.byHand": "by hand",
  "assigned.customers": "the customer's owner",
  "assigned.left": "{owner} has left",

  "returned.notVouched": "nobody vouches for its sender",
  "returned.other": "somebody else has answered",
  "undelivered.spam": "their mailbox calls them spam",

  "score.company": "gave a company",
  "score.companyAddress": "writes from a company's address",
  "score.reachable": "can be reached by mail and phone",
  "score.price": "asked for the price",
  "score.hurry": "is in a hurry",
  "score.message": "wrote a message",
  "score.points": "+{points} {reason}",

  "chat.adTitled": "Opened a chat from ad “{title}”.",
  "chat.ad": "Opened a chat from ad {id}.",
  "chat.link": "Opened a chat from link {code}.",
  "chat.opened": "Opened a chat.",
  "chat.unsupported": "unsupported message",
  "call.missed": "(missed call)",
  "call.answered": "(answered call)",
} as const;
