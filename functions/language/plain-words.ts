/** A name's words, without remarks in brackets, case, marks, signs and numbers; `firstName` and `first-name` are the same. */
export const plainWords = (name: string): string[] =>
  name
    .replace(/\([^()]*\)/g, " ")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ı", "i")
    .replace(/(?<!\p{L})e[-_ ](?=mail|post)/gu, "e")
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
