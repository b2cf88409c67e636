/** How subjects of automatic answers begin, by language (RULES.md section 6). Data: incomplete by nature. */
const subjects = {
  en: [
    "auto(?=\\s?:)",
    "automatic reply",
    "automated reply",
    "automatic response",
    "automated response",
    "auto[- ]?reply",
    "auto[- ]?response",
    "auto[- ]?responder",
    "out of (the )?office",
    "ooo",
    "ooto",
    "vacation (reply|response|notice|message|responder)",
    "away from (the |my )?(office|desk|mail|e-?mail)",
    "on (vacation|annual leave|leave|parental leave|maternity leave|paternity leave)",
  ],
  de: [
    "automatische antwort",
    "automatische r(ü|ue)ckmeldung",
    "abwesenheitsnotiz",
    "abwesenheit(snachricht|smeldung|sassistent)?",
    "abwesend",
    "nicht im b(ü|ue)ro",
    "außer haus",
  ],
  fr: ["réponse automatique", "absence du bureau", "absente? du bureau", "message d['’]absence"],
  es: ["respuesta automática", "fuera de (la )?oficina", "ausente de la oficina", "mensaje automático"],
  it: ["risposta automatica", "fuori (sede|ufficio)", "assenza dall['’]ufficio", "assente"],
  pt: [
    "resposta automática",
    "ausência( temporária| do escritório)?",
    "fora do escritório",
    "ausente",
    "mensagem automática",
  ],
  nl: ["automatisch antwoord", "automatische beantwoording", "afwezig(heid)?( bericht|sbericht)?", "niet op kantoor"],
  pl: ["automatyczna odpowiedź", "odpowiedź automatyczna", "autoodpowiedź", "poza biurem", "nieobecność"],
  sv: ["autosvar", "automatiskt svar", "frånvaro(meddelande)?", "frånvarande", "ej på kontoret"],
  da: ["autosvar", "automatisk svar", "ikke til stede", "fravær"],
  no: ["automatisk svar", "fraværsmelding", "fraværende", "ikke på kontoret"],
  fi: ["automaattinen vastaus", "poissa( toimistolta)?", "poissaoloilmoitus"],
  cs: ["automatická odpověď", "mimo kancelář", "nepřítomnost"],
  sk: ["automatická odpoveď", "mimo kancelárie"],
  hu: ["automatikus válasz", "házon kívül"],
  ro: ["răspuns automat", "în afara biroului"],
  el: ["αυτόματη απάντηση", "εκτός γραφείου"],
  ru: ["автоматический ответ", "автоответ", "нет на месте", "вне офиса"],
  uk: ["автоматична відповідь", "автовідповідь"],
  tr: ["otomatik yanıt", "ofis dışında"],
  he: ["תשובה אוטומטית", "הודעה אוטומטית", "מענה אוטומטי"],
  ar: ["رد تلقائي", "الرد التلقائي"],
  zh: ["自动回复", "自動回覆", "自动答复"],
  ja: ["自動返信", "自動応答", "不在通知", "不在のお知らせ"],
  ko: ["자동 ?회신", "자동 ?응답", "부재 ?중"],
};

/** After the marker stands nothing, a separator, or what such subjects go on with: "Out of office chairs" is an inquiry. */
const goesOn = [
  "\\s*$",
  "\\s*[:：\\-–—|\\[\\](（).,!/]",
  "\\s+(re|aw|fwd?|until|till?|from|bis|vom|reply|auto|message|messages|notification|notice|alert|response|returning|to|du|jusqu|hasta|fino|até|tot|do|back)\\b",
].join("|");

const marker = new RegExp(`^(${Object.values(subjects).flat().join("|")})(?=${goesOn})`, "iu");
const eastern = new RegExp(
  `^[\\[【(（]?(${[...subjects.zh, ...subjects.ja, ...subjects.ko, ...subjects.he, ...subjects.ar].join("|")})`,
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
