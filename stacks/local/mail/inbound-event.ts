import PostalMime, { type Address, decodeWords, type Email } from "postal-mime";

export interface ReceivedMail {
  id: string;
  raw: Buffer;
  /** Envelope sender; empty for the null sender. */
  source: string;
  /** Envelope recipients that the rule is for. */
  recipients: string[];
  /** Virtual ms. */
  at: number;
  functionArn: string;
}

/** SES cuts the header fields in its event off here (contracts/ses.md A2). */
const headersAtMost = 10 * 1024;

/** The industry's test strings: what holds one is marked as a virus, or as spam. */
const eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
const gtube = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

export const verdictsOf = (raw: Buffer) => ({
  virus: raw.includes(eicar) ? "FAIL" : "PASS",
  spam: raw.includes(gtube) ? "FAIL" : "PASS",
});

/** The event of SES's Lambda action (contracts/ses.md A2). It holds the header, never the body. */
export async function inboundEvent(mail: ReceivedMail) {
  const { id, raw, source, recipients, functionArn } = mail;
  const timestamp = new Date(mail.at).toISOString();
  const email = await PostalMime.parse(headOf(raw));
  const fields = email.headers.map(({ originalKey, value }) => ({ name: originalKey, value }));
  const { kept, truncated } = cut(fields);
  const { virus, spam } = verdictsOf(raw);
  const proof = proofOf(email);
  const ses = {
    mail: {
      timestamp,
      source,
      messageId: id,
      destination: [...plain(email.to), ...plain(email.cc)],
      headersTruncated: truncated,
      headers: kept,
      commonHeaders: commonHeaders(email, source),
    },
    receipt: {
      timestamp,
      processingTimeMillis: 1,
      recipients,
      spamVerdict: { status: spam },
      virusVerdict: { status: virus },
      spfVerdict: { status: proof },
      dkimVerdict: { status: proof },
      dmarcVerdict: { status: proof },
      action: { type: "Lambda", functionArn, invocationType: "Event" },
    },
  };
  return { Records: [{ eventSource: "aws:ses", eventVersion: "1.0", ses }] };
}

/** What is found of the sender's domain: it vouches, unless the mail asks for another answer. */
function proofOf({ headers }: Email): string {
  const asked = headers
    .find(({ key }) => key === "x-local-auth")
    ?.value.trim()
    .toLowerCase();
  if (asked === "fail") return "FAIL";
  return asked === "none" ? "GRAY" : "PASS";
}

/** The header alone: a mail's parts are not the event's concern. */
function headOf(raw: Buffer): Buffer {
  const end = /\r?\n\r?\n/.exec(raw.toString("latin1"));
  return end ? raw.subarray(0, end.index) : raw;
}

function cut(fields: { name: string; value: string }[]) {
  let size = 0;
  const kept = fields.filter(({ name, value }) => {
    size += name.length + value.length + 4;
    return size <= headersAtMost;
  });
  return { kept, truncated: kept.length < fields.length };
}

function commonHeaders(email: Email, returnPath: string) {
  const dates = email.headers.find(({ key }) => key === "date");
  return {
    returnPath,
    ...(email.from && { from: written([email.from]) }),
    ...(email.to && { to: written(email.to) }),
    ...(email.cc && { cc: written(email.cc) }),
    ...(email.replyTo && { replyTo: written(email.replyTo) }),
    ...(dates && { date: decodeWords(dates.value) }),
    ...(email.messageId && { messageId: email.messageId }),
    ...(email.subject && { subject: email.subject }),
  };
}

const written = (addresses: Address[]): string[] =>
  addresses.map(({ name, address }) => (name && address ? `${name} <${address}>` : (address ?? name)));

const plain = (addresses: Address[] = []): string[] => addresses.flatMap(({ address }) => address ?? []);
