import { allWords, wordsOf } from "./words.ts";

/** After the marker stands nothing, a separator, or what such subjects go on with: "Out of office chairs" is an inquiry. */
const goesOn = [
  "\\s*$",
  "\\s*[:：\\-–—|\\[\\](（).,!/]",
  "\\s+(re|aw|fwd?|until|till?|from|bis|vom|reply|auto|message|messages|notification|notice|alert|response|returning|to|du|jusqu|hasta|fino|até|tot|do|back)\\b",
].join("|");

const subjects = allWords.flatMap(({ automaticSubjects }) => automaticSubjects);
const marker = new RegExp(`^(${subjects.join("|")})(?=${goesOn})`, "iu");
/** In these scripts a subject goes on without a blank. */
const unspaced = [wordsOf.zh, wordsOf.ja, wordsOf.ko, wordsOf.he, wordsOf.ar];
const eastern = new RegExp(
  `^[\\[【(（]?(${unspaced.flatMap(({ automaticSubjects }) => automaticSubjects).join("|")})`,
  "u",
);
/** "Tom Baker is out of the office (returning 5 December)", and a marker behind a subject of ours. */
const sentence =
  /^(\S+ ){1,5}(is|am|are) (currently |now )?(out of (the )?office|on (annual |sick |parental |maternity |paternity )?leave)\b/iu;
const behind =
  /[-–—([|:]\s*(auto(matic|mated)?[- ]?(reply|response)|out of (the )?office|automatische antwort|réponse automatique)[)\]]?$/iu;

const replyMark = /^(re|aw|antw|sv|vs|odp|rif|res|ynt|回复|答复|返信)\s*(\[\d+\]\s*)?[:：]\s*/iu;

/** Whether a decoded subject is that of an automatic answer, beneath one `Re:`. A weak sign (RFC 3834 section 3.1.5). */
export function isAutomaticSubject(subject: string): boolean {
  const bare = subject
    .replace(replyMark, "")
    .replace(/^[[(【]?\s*/, "")
    .trim();
  return [marker, eastern, sentence, behind].some((pattern) => pattern.test(bare));
}

/** "Prove that you are human, and the mail gets through": what services say that hold mail back. */
export const challenge = new RegExp(
  [
    "(confirm|verify|prove)( that)? you('re| are)( a)?( real)? (human|person)",
    "(confirm|verify|validate) your (e-?mail )?(address|identity|message|e-?mail) (to|so that|before|in order)",
    "sender (verification|confirmation|authentication) (required|needed|request)",
    "your (e-?mail|message) (is|was|has been) (being )?(held|quarantined|blocked) (until|pending|awaiting|waiting)",
    "(awaiting|waiting for) your (verification|confirmation)",
    "(click|follow)( on)? (the |this )?(link|button)( below)? to (deliver|release|prove|be added to)",
    "(spam ?arrest|boxbe|challenge[- ]response|mailwasher|bluebottle) ",
    "bestätigen sie,? dass sie (ein mensch|kein roboter)",
    "confirmez que vous êtes (un humain|une personne)",
  ].join("|"),
  "iu",
);
