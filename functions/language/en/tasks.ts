/** What a lead's owner is to do: their tasks, and the next actions of leads. */
export const taskTexts = {
  firstResponse: "First response",
  nextStep: "Next step ({stage})",
  nextTouch: "Next touch",
  tryAgain: "Try to reach the lead again",
  askAgain: "Ask again",
  askToConfirm: "Ask to confirm the address",
  call: "Call {name}: mail does not reach them",
  write: "Write to {name}: mail does not reach them",
  mailGone: '{name}: write to them, the mail "{mail}" is not there any more',
} as const;
