import { catalogue } from "./catalogue.ts";

/** What a program is told that asks our API amiss. Programs are answered in English: these have no other language. */
export const faults = {
  "title.invalid": "The input is not valid",
  "title.unauthorized": "A valid token is needed",
  "title.not-found": "There is no such thing",
  "title.conflict": "Not possible in this state",
  "title.stale": "It has changed meanwhile",
  "title.too-large": "Too large",
  "title.unavailable": "Busy, try again",
  "title.unreadable": "What is stored cannot be read",
  "title.ours": "Something went wrong on our side",

  "request.mend": "Some fields need mending.",
  "request.noJson": "The body is not JSON. Send an object such as {example}.",
  "request.tooLarge": "The body is over 4 MB. Send less.",
  "request.twice": "This is given more than once.",
  "request.nothing": "There is no such thing.",
  "request.noName": "There is nothing of this name here; leave it out.",
  "request.noPath": "There is nothing at this path.",
  "request.methods": "Here one can {methods}.",
  "request.or": "{one} or {other}",
  "request.token": "Send the header Authorization: Bearer and the admin token.",
  "request.cursor": "This is no cursor of this list. Leave it out, or take the one from the answer before.",
  "request.etag": 'Send the ETag of the answer before, such as "3", with its quotes; or leave it out.',
  "request.stale": "It has changed since you read it. Read it again, and decide anew.",

  "request.limit": "write a whole number from 1 to {most}",
  "table.changing": "It is being changed by others; try again in a moment.",
  "table.busy": "The record is busy; try again in a moment.",

  "stored.unreadable": "The {kind} at {place} cannot be read: {faults}. {remedy}",
  "stored.upcast": "an upcaster failed",
  "stored.later": "A later release has written it (schema {schema}; this one knows {known}). Deploy that release.",
  "stored.mend": "Mend these fields in the table, or take the item from the table's point-in-time recovery.",

  "moment.years": "write a moment from {first} to {last}",
  "moment.moment": "write a moment as 2026-11-30T09:00:00Z",
  "moment.day": "write a day as 2026-11-30, or a moment as 2026-11-30T09:00:00Z",

  "json.entries": "has a list of over {most} entries",
  "json.fields": "has an object of over {most} fields",
  "json.depth": "is nested over {most} levels deep",

  "kept.noName": "A field has no name.",
  "kept.halfName": "A name holds half a character.",
  "kept.name": "This name cannot be kept. Use another.",
  "kept.number": 'This number cannot be kept exactly. Write it as text, in quotes: "…".',
  "kept.halfText": "This text holds half a character.",
  "kept.depth": "This is nested more than {most} levels deep.",
  "kept.entries": "At most {most} entries are kept together.",
  "kept.fields": "At most {most} fields are kept together.",
  "kept.size": "This is too much: at most {most} KB are kept.",
} as const;

export const sayFault = catalogue(faults);
