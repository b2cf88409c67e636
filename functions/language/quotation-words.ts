import { anyPattern } from "../platform/any-pattern.ts";

/** What mail programs write above what they quote, by language (RULES.md TXT-2). Data: incomplete by nature. */

/** "… wrote:" */
export const wrote =
  /(\bwrote|\bwrites|\bschrieb|\ba écrit|\bescribió|\bha scritto|\bescreveu|\bschreef|\bgeschreven|\bpisze|\bnapisał(a|\(a\))?|\bskrev|\bkirjoitti|\bnapsal(a|\(a\))?|\bnapísal(a|\(a\))?|\bezt írta|\ba scris|şunları yazdı|\byazdı|έγραψε|пишет|написал(а|\(а\))?|пише|написав(ла|\(ла\)|\(-ла\))?|написа|գրել է|գրեց|写道|寫道|のメール|のメッセージ|님이 (작성|쓴)|כתב|كتب)/iu;

/** How such lines begin. */
export const opener =
  /^[\s\u200e\u200f\u202a-\u202e]*(On|Am|Le|El|Il|Em|No dia|A|Op|W dniu|Dnia|Den|Dne|Dňa|În|Στις|Вот|בתאריך|ב-|في|在|于|\d{4}[年년/-])\s?/u;

/** "I wrote": the writer's own words. */
export const byMyself =
  /\b(i|we|ich|wir|je|nous|yo|io|eu|ik|jag|jeg|minä)\s+(\S+\s+)?(wrote|schrieb|schrieben|avons écrit|ai écrit|escribí|ho scritto|escrevi|schreef|skrev|kirjoitin)/iu;

const originalWords = [
  "original (message|appointment)",
  "ursprüngliche nachricht",
  "original-?nachricht",
  "message d['’]origine",
  "message original",
  "mensaje original",
  "messaggio originale",
  "mensagem original",
  "oorspronkelijk bericht",
  "wiadomość oryginalna",
  "oryginalna wiadomość",
  "ursprungligt meddelande",
  "originalmeddelande",
  "oprindelig meddelelse",
  "opprinnelig melding",
  "alkuperäinen viesti",
  "původní zpráva",
  "pôvodná správa",
  "eredeti üzenet",
  "mesaj original",
  "mesajul original",
  "исходное сообщение",
  "оригінальне повідомлення",
  "սկզբնական հաղորդագրություն",
  "özgün ileti",
  "orijinal mesaj",
  "הודעה מקורית",
  "الرسالة الأصلية",
  "原始邮件",
  "原始郵件",
  "元のメッセージ",
  "원본 메시지",
];

const forwardedWords = [
  "forwarded (message|by( .{0,60}\\S)?)",
  "weitergeleitete nachricht",
  "message transféré",
  "mensaje reenviado",
  "messaggio inoltrato",
  "mensagem encaminhada",
  "doorgestuurd bericht",
  "wiadomość przekazana",
  "przekazana wiadomość",
  "treść przekazanej wiadomości",
  "vidarebefordrat meddelande",
  "videresendt (meddelelse|melding)",
  "välitetty viesti",
  "přeposlaná zpráva",
  "továbbított üzenet",
  "mesaj (redirecționat|înaintat)",
  "пересылаемое сообщение",
  "пересланное сообщение",
  "перенаправленное сообщение",
  "переслане повідомлення",
  "վերահասցեագրված (նամակ|հաղորդագրություն)",
  "փոխանցված (նամակ|հաղորդագրություն)",
  "yönlendirilmiş ileti",
  "iletilen mesaj",
  "προωθημένο μήνυμα",
  "הודעה (מועברת|שהועברה)",
  "رسالة (معاد توجيهها|محولة)",
  "الرسالة (المعاد توجيهها|المحولة)",
  "转发的邮件",
  "轉寄郵件",
  "転送されたメッセージ",
  "전달된 메시지",
];

const between = "(-{2,}|_{2,}|={2,})";
const dashed = (words: string[]): string => `${between}\\s*(${words.join("|")})\\s*(${between}\\s*)?`;

/** "-----Original Message-----" and its kind. */
export const originalMessage = new RegExp(`^[\\s>]*${dashed(originalWords)}$`, "iu");

const begins = [
  "begin forwarded message",
  "anfang der weitergeleiteten (nachricht|e-mail)",
  "début du message (transféré|réexpédié)",
  "inicio del mensaje reenviado",
  "inizio messaggio inoltrato",
  "início da mensagem encaminhada",
  "begin doorgestuurd bericht",
  "начало переадресованного сообщения",
  "начало пересылаемого сообщения",
];

/** "Begin forwarded message:", "---------- Forwarded message ---------" and their kind. */
export const forwarded = new RegExp(`^[\\s>]*((${begins.join("|")})\\s*:\\s*|${dashed(forwardedWords)})$`, "iu");

const headerNames = {
  from: "from|von|de|da|van|od|från|fra|lähettäjä|expéditeur|remitente|mittente|odesílatel|feladó|de la|από|от|від|ումից|ուղարկող|առաքող|kimden|gönderen|מאת|من|发件人|寄件者|差出人|보낸 사람|보낸사람",
  rest: "sent|date|to|cc|subject|gesendet|datum|an|betreff|kopie|envoyé|envoyée|date|à|objet|enviado( el)?|fecha|para|asunto|inviato|data|a|oggetto|enviado|enviada|assunto|verzonden|aan|onderwerp|wysłano|data|do|temat|dw|skickat|till|ämne|kopia|sendt|til|emne|lähetetty|vastaanottaja|aihe|odesláno|komu|předmět|küldve|címzett|tárgy|trimis|către|subiect|отправлено|дата|кому|тема|надіслано|ում|ամսաթիվ|թեմա|ուղարկված է|ուղարկվել է|պատճեն|gönderildi|kime|konu|tarih|נשלח|אל|נושא|תאריך|إرسال|تم الإرسال|إلى|الموضوع|تاريخ|التاريخ|发送时间|收件人|主题|日期|寄件日期|收件者|主旨|送信日時|宛先|件名|보낸 날짜|받는 사람|제목",
};
const headerLine = (names: string): RegExp =>
  new RegExp(`^[\\s>*_\\u200e\\u200f]*(${names})\\s*(\\*{1,2}\\s*)?[:：՝]\\*{0,2}(\\s|$|[^/\\s])`, "iu");
export const fromLine = headerLine(headerNames.from);
export const otherHeaderLine = headerLine(headerNames.rest);

/** The line that a telephone adds. */
export const deviceTail = anyPattern(
  [
    "sent (from|via|with|by|using) (my|mail|outlook|yahoo|proton|gmail|samsung|the all new|aol|blue|spark|airmail|front|superhuman|iphone|ipad|android|a mobile|a phone).*",
    "get outlook for .*",
    "von meinem .* gesendet\\.?",
    "(diese nachricht wurde )?gesendet (mit|von|aus) .*(iphone|ipad|android|outlook|mail|handy|smartphone|samsung|gmx|web\\.de|app|gerät).*",
    "(outlook für|outlook pour|outlook para|outlook per|outlook voor) .*",
    "envoyé (de|depuis|à partir de|avec|par) .*",
    "(télécharger|obtenir|obtener|obter|scarica|pobierz|hol dir) outlook .*",
    "(enviado|enviada) (desde|do|de|a partir|por|pelo) (mi|meu|minha|el|outlook|o |um|correo|yahoo|iphone|gmail|samsung).*",
    "inviato (da|dal|con) .*",
    "(verzonden|verstuurd) (vanaf|met|via|vanuit|van) (mijn|outlook|mail|samsung|iphone|ipad|yahoo).*",
    "wysłan[eoay] z (mojego|iphone|telefonu|outlook|aplikacji|urządzenia|samsung).*",
    "skickat från (min|mitt|outlook|e-post|yahoo).*",
    "sendt fra (min|mit|outlook|e-mail|yahoo).*",
    "lähetetty .*(iphone|ipad|android|laitteesta|puhelimesta|outlook).*",
    "(odesláno|odoslané) z .*",
    "(küldve|trimis) .*(iphone|android|outlook).*",
    "отправлено (с|из) .*",
    "надіслано (з|із) .*",
    ".*(iphone|android)'?[ ıiuü]*(um)?'?dan gönderildi",
    "נשלח מ.*",
    "(تم الإرسال|أرسلت|مرسل) من .*",
    "(发自|發自|從)我的.*",
    ".*(iPhone|iPad|Android)から送信",
    "나의 .*에서 보냄",
  ].map((words) => (words.endsWith(".*") ? `^(${words.slice(0, -2)})` : `^(${words})$`)),
  "iu",
);
