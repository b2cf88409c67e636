/** What a source's owner is told: what is wrong with it, and how to mend it. */
export const sourceTexts = {
  "missing.secret": "Set the secret {names}: until then nothing is let in.",
  "missing.owner": 'Add an owner to the pool "{pool}": until then nobody is given its leads.',
  and: "{one} and {other}",
  or: "{one} or {other}",

  "silent.why": "No inquiry since {lastAt}: longer than this source is ever silent.",
  "silent.mend":
    "Send the form or the platform's test yourself; see whether the form was changed, the campaign has ended, or the platform has switched the webhook off.",
  "rejections.why": "Far more of its deliveries are refused or quarantined today than usual.",
  "rejections.mend":
    "GET /api/quarantine?source={id} says why: mend its secret or mapping, then POST /api/quarantine/replay {order}: what is forged stays.",
  "expiring.why": "Its token runs out at {ends}; from then on its leads wait.",
  "linkedin.renew":
    "At linkedin.com/developers, open your app, Auth, OAuth 2.0 tools, make a new token for the same member, and set it as this source's accessToken.",

  "entered.name": "Typed in by hand",
  "import.name": "CSV import",
  "test.name": "Test lead",
  "test.message": "A try of this source: no answer is needed.",
} as const;
