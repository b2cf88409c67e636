import type { Source } from "../lead/source.ts";

/** What a marketer does to let a form of their own post to us. */
export const formSteps = ({ consent }: Source, url: string): string[] => [
  `Set the form's action to ${url} and its method to post.`,
  "Name the fields name, email, phone, company, message; one of email and phone is required.",
  consent.by === "none" ? "No consent text is needed." : `Show this: ${consent.text}`,
  `Send the form once, or POST to /api/sources/{id}/test, and look for the lead.`,
];
