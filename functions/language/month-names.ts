import { monthLanguages } from "./return-words.ts";

const bare = (name: string): string => name.toLowerCase().replace(/\.$/, "");

/** Long and short, alone and beside a day, where some languages bend the name. */
const styles: Intl.DateTimeFormatOptions[] = (["long", "short"] as const).flatMap((month) => [
  { month },
  { month, day: "numeric" },
]);

const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 15)));

const namesIn = (language: string): [string, number][] =>
  styles.flatMap((style) => {
    const format = new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, { ...style, timeZone: "UTC" });
    return months.map((date, month): [string, number] => {
      const name = format.formatToParts(date).find(({ type }) => type === "month")?.value ?? "";
      return [bare(name), month];
    });
  });

let known: Map<string, number> | undefined;

/** Made when it is first asked for: only mails with dates need it. */
function monthNames(): Map<string, number> {
  if (known) return known;
  known = new Map([["sept", 8]]);
  for (const [name, month] of monthLanguages.flatMap(namesIn)) {
    if (/\p{L}{3}/u.test(name) && !known.has(name)) known.set(name, month);
  }
  return known;
}

/** The month, from 0, that a name means in any of the languages. */
export const monthNamed = (name: string): number | undefined => monthNames().get(bare(name));
