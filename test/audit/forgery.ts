import type { Paper } from "./paper.ts";
import { aMail, aTouch, moment } from "./sheet.ts";

/** What is forged on paper, how, and the rule and the sentence that must name it. */
export type Forgery = [what: string, forge: (paper: Paper) => void, rule: string, sentence: RegExp];

export const momentOf = ({ timeline }: Paper, type: string) => {
  const found = timeline.find(({ facts }) => facts.some((fact) => fact.type === type));
  if (!found) throw new Error(`Nothing on paper tells of ${type}`);
  return found;
};
export const factOf = (paper: Paper, type: string) => momentOf(paper, type).facts.find((fact) => fact.type === type);
export const forget = ({ timeline }: Paper, type: string) => {
  for (const one of timeline) one.facts = one.facts.filter((fact) => fact.type !== type);
};
export const mailOf = ({ mails }: Paper, id: string) => {
  const mail = mails.find((one) => one.id === id);
  if (!mail) throw new Error(`There is no mail ${id} on paper`);
  return mail;
};
export const without = (paper: Paper, id: string, field: string) => {
  const mail = mailOf(paper, id);
  mail.fields = mail.fields.filter(({ name }) => name !== field);
};
export const claim = (paper: Paper) => paper.more[0] ?? {};
export const inquiryOf = (paper: Paper) => paper.inquiry.inquiry as Record<string, unknown>;

/** Tells of a mail, takes its touch, and puts it among those sent. */
export function sends(paper: Paper, minute: number, touch: string, purpose: string): void {
  const mail = aMail(`m-${touch}`, minute, touch, purpose);
  paper.mails.push(mail);
  paper.touches.push(aTouch(touch, mail.id));
  paper.timeline.push(moment(minute, 9, "mail.sent", { mailId: mail.id, purpose, touch, to: mail.to.join() }));
}
