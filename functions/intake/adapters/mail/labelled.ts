import { fieldMeant, type LeadField } from "../../../language/field-name.ts";

export interface Labelled {
  label: string;
  field: LeadField | undefined;
  value: string;
}

export interface Labels {
  labelled: Labelled[];
  loose: string[];
}

const labelAtMost = 80;

/** "Name: Jane", "*E-mail:* jane@…", "Telefon = …": the label, with the blanks and stars behind it. */
const labelBegins = /^[\s>*_•·–-]*(\p{L}[^:：=\t]{0,80})/u;
const labelTail = /(?<![\s*_])[\s*_]+$/;
/** What stands between label and value; a link or a time of day has its colon elsewhere. */
const labelEnds = /^[\s*_]*(?::(?!\/\/)|：|\s=\s|\t)[*_]*/;
const rule = /^\s*[-_=*~]{3,}\s*$|^-- ?$/;

/** The person whom a form's own mail names as its sender, as WordPress's best-known plugin writes it. */
const sender = /^(from|von|de|da|van|od|от|від)$/iu;
const someone = /^([^<>]*)<([^<>@\s]+@[^<>\s]+)>$/;

const messageBody =
  /^(message body|body|nachrichtentext|inhalt|corps du message|contenu|cuerpo del mensaje|corpo del messaggio|corpo da mensagem|berichtinhoud|тело сообщения|текст письма)$/iu;

const meantBy = (label: string): LeadField | undefined => (messageBody.test(label) ? "message" : fieldMeant(label));

function pairIn(row: string): Labelled | undefined {
  const [whole = "", written = ""] = labelBegins.exec(row) ?? [];
  const label = written.replace(labelTail, "");
  const rest = row.slice(whole.length - written.length + label.length);
  const [between] = labelEnds.exec(rest) ?? [];
  if (!label || between === undefined) return undefined;
  return { label, field: meantBy(label), value: rest.slice(between.length).trim() };
}

/** A label alone on its line, as tables leave it: only one that plainly means a field. */
function headingIn(row: string): Labelled | undefined {
  const label = row.replace(/^[\s*_]+|(?<![\s*_])[\s*_]+$/g, "");
  if (label.length > labelAtMost || /[.!,;@]/.test(label) || label.split(/\s+/).length > 4) return undefined;
  const field = meantBy(label);
  return field && { label, field, value: "" };
}

/** Whether a line begins something new after `open`: in a message, a colon alone is no label. */
function begins(row: string, open: Labelled | undefined): Labelled | undefined {
  const found = pairIn(row);
  if (found?.field || (found && open?.field !== "message")) return found;
  return headingIn(row);
}

/** A message may have blank lines and rows of its own; any other value is one line. */
const takes = (open: Labelled | undefined): open is Labelled =>
  open !== undefined && (open.field === "message" || open.value.trim() === "");

/** "From: Jane Doe <jane@…>" as the two fields it is. */
function split(one: Labelled): Labelled[] {
  const [, written = "", email = ""] = sender.test(one.label) ? (someone.exec(one.value) ?? []) : [];
  const name = written.trimEnd().replace(/^"|"$/g, "");
  if (!email || name.includes('"')) return [one];
  return [
    { label: one.label, field: "name", value: name },
    { label: one.label, field: "email", value: email },
  ];
}

/** Reads a text as forms write their mails: label and value on a line, or the value below its label. */
export function readLabels(text: string): Labels {
  const labelled: Labelled[] = [];
  const loose: string[] = [];
  let open: Labelled | undefined;
  for (const row of text.split("\n")) {
    const start = rule.test(row) ? undefined : begins(row, open);
    if (start) labelled.push(start);
    else if (rule.test(row)) open = undefined;
    else if (takes(open)) {
      // Blank rows before a value say nothing, and may be many.
      if (open.field === "message" || row.trim() !== "") open.value += `\n${row}`;
    } else if (row.trim()) loose.push(row.trim());
    open = start ?? open;
  }
  const trimmed = labelled.map((one) => ({ ...one, value: one.value.trim() }));
  return { labelled: trimmed.flatMap(split), loose };
}
