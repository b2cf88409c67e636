/** What who fills in a form reads on its pages, and what is wrong with it. */
export const formTexts = {
  "field.name": "Your name",
  "field.email": "Mail address",
  "field.phone": "Phone",
  "field.company": "Company",
  "field.message": "Message",
  thanks: "Thank you",
  reached: "Your message has reached us. One of us will get in touch with you soon.",
  check: "Please check your details",
  missing: "Something is missing.",
  stillHere: "{errors} What you wrote is still here.",
  sendAgain: "Send again",
  needAWay: "We need a way to reach you.",
  noEmail: "This is not a mail address we can write to. Write it as name@example.com.",
  ourOwn: "This address is our own: what is sent there comes back to us. Write another.",
  noPhone: "This is not a phone number we can call. Write it with its country code, such as +353 1 234 5678.",
  noContact: "Give a mail address or a phone number.",
} as const;
