/** A notice as mail programs quote it: its plain text, its HTML, its subject. */
export interface Quotable {
  text: string;
  html: string;
  subject: string;
}

/** What a mail program sends when somebody answers: `own` is what they have typed. */
export interface Written {
  text?: string;
  html?: string;
}

type Style = (notice: Quotable, own: string) => Written;

const marked = (text: string, mark = "> "): string =>
  text
    .split("\n")
    .map((line) => `${mark}${line}`.trimEnd())
    .join("\n");

const bodyOf = (html: string): string => html.replace(/^[\s\S]*<body[^>]*>|<\/body>[\s\S]*$/g, "");
const inHtml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");

/** Lines broken anew at so many characters, as programs do that flow text. */
const reflowed = (text: string, width: number): string =>
  text
    .split("\n\n")
    .map((paragraph) => paragraph.replaceAll("\n", " "))
    .map((line) => line.replace(new RegExp(`(.{1,${width}})(\\s+|$)`, "g"), "$1\n").trim())
    .join("\n\n");

const attribution = "On Mon, Nov 23, 2026 at 9:00 AM Sunny Roofs leads <sales@leads.example> wrote:";
const block = ({ subject }: Quotable) =>
  `From: Sunny Roofs leads <sales@leads.example>\nSent: Monday, November 23, 2026 9:00 AM\nTo: Maria Costa <maria@team.example>\nSubject: ${subject}`;

/** How mail programs quote what they answer. */
export const styles: Record<string, Style> = {
  "Gmail, above": ({ text }, own) => ({ text: `${own}\n\n${attribution}\n\n${marked(text)}` }),
  "Gmail, attribution broken": ({ text }, own) => ({
    text: `${own}\n\nOn Mon, Nov 23, 2026 at 9:00 AM Sunny Roofs leads\n<sales@leads.example> wrote:\n\n${marked(text)}`,
  }),
  "Gmail, HTML only": ({ html }, own) => ({
    html: `<div dir="ltr">${inHtml(own)}</div><br><div class="gmail_quote"><div class="gmail_attr">${inHtml(attribution)}<br></div><blockquote class="gmail_quote">${bodyOf(html)}</blockquote></div>`,
  }),
  "Gmail, below": ({ text }, own) => ({ text: `${attribution}\n\n${marked(text)}\n\n${own}` }),
  "Gmail in German": ({ text }, own) => ({
    text: `${own}\n\nAm Mo., 23. Nov. 2026 um 09:00 Uhr schrieb Sunny Roofs leads <sales@leads.example>:\n\n${marked(text)}`,
  }),
  "Gmail in French": ({ text }, own) => ({
    text: `${own}\n\nLe lun. 23 nov. 2026 à 09:00, Sunny Roofs leads <sales@leads.example> a écrit :\n\n${marked(text)}`,
  }),
  "Gmail in a language that nobody here reads": ({ text }, own) => ({
    text: `${own}\n\nVào Th 2, 23 thg 11, 2026 vào lúc 09:00 Sunny Roofs leads <sales@leads.example> đã viết:\n\n${marked(text)}`,
  }),
  "Outlook, plain": (notice, own) => ({
    text: `${own}\n\n________________________________\n${block(notice)}\n\n${notice.text}`,
  }),
  "Outlook, original message": (notice, own) => ({
    text: `${own}\n\n-----Original Message-----\n${block(notice)}\n\n${notice.text}`,
  }),
  "Outlook in German": ({ text, subject }, own) => ({
    text: `${own}\n\nVon: Sunny Roofs leads <sales@leads.example>\nGesendet: Montag, 23. November 2026 09:00\nAn: Maria Costa <maria@team.example>\nBetreff: ${subject}\n\n${text}`,
  }),
  "Outlook in a language that nobody here reads": ({ text, subject }, own) => ({
    text: `${own}\n\nNo: Sunny Roofs leads <sales@leads.example>\nNosūtīts: pirmdiena, 2026. gada 23. novembris 09:00\nKam: Maria Costa <maria@team.example>\nTēma: ${subject}\n\n${text}`,
  }),
  "Outlook, HTML": (notice, own) => ({
    html: `<div class="WordSection1"><p>${inHtml(own)}</p><div id="divRplyFwdMsg"><b>From:</b> Sunny Roofs leads &lt;sales@leads.example&gt;<br><b>Sent:</b> Monday, November 23, 2026 9:00 AM<br><b>To:</b> Maria Costa<br><b>Subject:</b> ${inHtml(notice.subject)}</div>${bodyOf(notice.html)}</div>`,
  }),
  "Outlook, HTML without a mark": ({ html }, own) => ({ html: `<p>${inHtml(own)}</p><hr>${bodyOf(html)}` }),
  "Outlook, between the lines": (notice, own) => ({
    text: `See below.\n\n________________________________\n${block(notice)}\n\n${notice.text.replace("\n\n", `\n\n${own}\n\n`)}`,
  }),
  "Apple Mail": ({ text }, own) => ({
    text: `${own}\n\n> On 23 Nov 2026, at 09:00, Sunny Roofs leads <sales@leads.example> wrote:\n>\n${marked(text)}`,
  }),
  "Apple Mail, HTML only": ({ html }, own) => ({
    html: `<div>${inHtml(own)}</div><div><blockquote type="cite"><div>On 23 Nov 2026, at 09:00, Sunny Roofs leads &lt;sales@leads.example&gt; wrote:</div>${bodyOf(html)}</blockquote></div>`,
  }),
  "an iPhone": ({ text }, own) => ({
    text: `${own}\n\nSent from my iPhone\n\n> On 23 Nov 2026, at 09:00, Sunny Roofs leads <sales@leads.example> wrote:\n>\n${marked(text)}`,
  }),
  "Thunderbird, between the lines": ({ text }, own) => ({
    text: `On 23/11/2026 09:00, Sunny Roofs leads wrote:\n${marked(text).replace("\n>\n", `\n\n${own}\n\n`)}`,
  }),
  "Thunderbird, an edited quotation": ({ text }, own) => ({
    text: `On 23/11/2026 09:00, Sunny Roofs leads wrote:\n${marked(text.split("\n").slice(2, 6).join("\n"))}\n\n${own}`,
  }),
  Yahoo: ({ html }, own) => ({
    html: `<div>${inHtml(own)}</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Monday, November 23, 2026, 09:00:00 AM, Sunny Roofs leads &lt;sales@leads.example&gt; wrote:</div>${bodyOf(html)}</div>`,
  }),
  "an old reader without marks": ({ text }, own) => ({ text: `${own}\n\n${text}` }),
  "an old reader without marks, below": ({ text }, own) => ({ text: `${text}\n\n${own}` }),
  "a phone that flows text anew": ({ text }, own) => ({ text: `${own}\n\n${reflowed(text, 40)}` }),
  "a phone that puts all in one line": ({ text }, own) => ({ text: `${own}\n\n${text.replace(/\s+/g, " ")}` }),
  "a reader that marks with bars": ({ text }, own) => ({ text: `${own}\n\n${marked(text, "| ")}` }),
  "a sentence copied by hand": ({ text }, own) => ({
    text: `${own}\n\n${text.split("\n\n")[1]?.replaceAll("\n", " ")}\n\nYou see?`,
  }),
  "a single quoted line": ({ text }, own) => ({ text: `> ${text.split("\n\n")[2]?.split("\n")[0]}\n\n${own}` }),
};
