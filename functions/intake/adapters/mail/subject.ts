/** How mail programs mark a subject, by language; the words of answers and of forwards are data, and never complete. */
const answer =
  "re|aw|antw|sv|r|rif|res|ref|odp|ynt|vá|rép|ответ|отв|відп|πρωτ|պատ|պատասխան|رد|השב|תגובה|回复|回覆|答复|返信|답장";
const forward =
  "fwd?|fw|wg|tr|rv|i|enc|pd|vl|vb|vs|továbbítás|[iİ]lt|redir|doorst|пересл|переслано|перенаправлено|пд|προωθ|փխնց|փոխանցված|վերահասցեագրված|إعادة توجيه|تحويل|הועבר|העברה|转发|轉寄|転送|전달";

const marked = (words: string): RegExp =>
  new RegExp(`[\\s\\u200e\\u200f]*(?:${words})\\.?\\s*(?:\\[\\d+\\]\\s*)?[:：՝]\\s*`, "iuy");
const [answered, forwarded, either] = [marked(answer), marked(forward), marked(`${answer}|${forward}`)];

function endOfMark(mark: RegExp, subject: string, from: number): number {
  mark.lastIndex = from;
  return mark.test(subject) ? mark.lastIndex : from;
}

export const isAnswer = (subject: string): boolean => endOfMark(answered, subject, 0) > 0;

export const isForward = (subject: string): boolean => endOfMark(forwarded, subject, 0) > 0;

function without(mark: RegExp, subject: string): string {
  let plain = 0;
  for (let end = endOfMark(mark, subject, 0); end > plain; end = endOfMark(mark, subject, plain)) plain = end;
  return subject.slice(plain).trim();
}

/** A subject as it was before it was passed on; an answer stays one. */
export const withoutForward = (subject: string): string => without(forwarded, subject);

/** A subject without any of the marks that mail programs have put before it. */
export const plainSubject = (subject: string): string => without(either, subject);
