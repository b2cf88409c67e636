import { anyPattern } from "../platform/any-pattern.ts";

/** Words that stand beside the date of a return, by language. Data: incomplete by nature. */
export const returnWords = anyPattern(
  [
    "\\b(until|till|through|thru|back|return(ing|s)?|away|absent|out|leave|vacation|holiday|available again|closed|reopen|to)\\b",
    "\\b(bis|zurück|wieder|ab( dem)?|abwesend|urlaub|erreichbar|geschlossen)\\b",
    "jusqu|\\b(retour|reviens|reviendrai|revenir|rentre|rentrerai|absente?|au|congés?)\\b",
    "\\b(hasta|vuelta|vuelvo|volver[ée]|regres[oaé]|regresar[ée]?|reincorpor\\w+|ausente|al)\\b",
    "fino a|\\b(fino|rientr\\w+|torn[oe]\\w*|assente|al)\\b",
    "\\b(até|volto|voltarei|regresso|retorno|retornarei|ausente|férias|ao?)\\b",
    "\\b(tot( en met)?|t/m|terug|weer|afwezig|vanaf)\\b",
    "\\b(do|wracam|wrócę|powrót|powrocie|nieobecn\\w+|ponownie|od)\\b",
    "t\\.o\\.m|\\b(till|tillbaka|åter|frånvarande|tom|til|tilbage|tilbake|igen|igjen)\\b",
    "\\b(asti|saakka|palaan|takaisin|jälkeen|lomalla)\\b",
    "\\b(do|vrátím|zpět|budu|zpátky|späť|vrátim)\\b",
    "vissza|-ig\\b|până|revin|έως|μέχρι|επιστρέφω",
    "вернусь|возвращ|отсутств|отпуск|\\bпо\\b|\\bдо\\b|с \\d|повернусь|поверта|відсутн|відпуст",
    "kadar|dön|izin",
    "עד|חוזר|אחזור|אשוב|נעדר|בחופש|حتى|إلى|لغاية|أعود|سأعود|العودة|إجازة",
    "至|到|为止|為止|返回|回来|恢复|休假|まで|から|戻り|復帰|不在|까지|복귀|부터",
  ],
  "iu",
);

/** Languages whose names of months are read; the names are the runtime's own (CLDR). */
export const monthLanguages = [
  "en",
  "de",
  "fr",
  "es",
  "it",
  "pt",
  "nl",
  "pl",
  "sv",
  "da",
  "nb",
  "fi",
  "cs",
  "sk",
  "hu",
  "ro",
  "el",
  "ru",
  "uk",
  "bg",
  "tr",
  "he",
  "ar",
];
