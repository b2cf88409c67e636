import { words as ar } from "./ar/words.ts";
import { words as cs } from "./cs/words.ts";
import { words as da } from "./da/words.ts";
import { words as de } from "./de/words.ts";
import { words as el } from "./el/words.ts";
import { words as en } from "./en/words.ts";
import { words as es } from "./es/words.ts";
import { words as fi } from "./fi/words.ts";
import { words as fr } from "./fr/words.ts";
import { words as he } from "./he/words.ts";
import { words as hu } from "./hu/words.ts";
import { words as it } from "./it/words.ts";
import { words as ja } from "./ja/words.ts";
import { words as ko } from "./ko/words.ts";
import { words as nl } from "./nl/words.ts";
import { words as no } from "./no/words.ts";
import { words as pl } from "./pl/words.ts";
import { words as pt } from "./pt/words.ts";
import { words as ro } from "./ro/words.ts";
import { words as ru } from "./ru/words.ts";
import { words as sk } from "./sk/words.ts";
import { words as sv } from "./sv/words.ts";
import { words as tr } from "./tr/words.ts";
import { words as uk } from "./uk/words.ts";
import { words as zh } from "./zh/words.ts";

/** What people say who want no more mail, in one language (RULES.md UNS-10). */
export interface OptOut {
  /** Enough when it is all they say. */
  alone: readonly string[];
  /** A clause of its own, from its first word to its last. */
  clauses: readonly string[];
}

/** The words of one language by which we read; of some it has none yet. Data: incomplete by nature. */
export interface LanguageWords {
  /** How subjects of automatic answers begin (RULES.md section 6). */
  automaticSubjects: readonly string[];
  optOut?: OptOut;
}

export const wordsOf = {
  en,
  de,
  fr,
  es,
  it,
  pt,
  nl,
  pl,
  sv,
  da,
  no,
  fi,
  cs,
  sk,
  hu,
  ro,
  el,
  ru,
  uk,
  tr,
  he,
  ar,
  zh,
  ja,
  ko,
} satisfies Record<string, LanguageWords>;

export const allWords: readonly LanguageWords[] = Object.values(wordsOf);
