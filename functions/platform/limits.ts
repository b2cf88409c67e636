/**
 * How much of what comes from outside is read. What is beyond is not lost: the mail, body or file is kept word for word, and
 * what was made of it says that it was cut.
 */
export const limits = {
  /** Characters of a line: what is beyond is no person's line. */
  line: 2_000,
  /** Characters of a text, all its lines together. */
  text: 100 * 1024,
  /** Fields of a form, leaves of a payload, fields of a mail's header. */
  fields: 500,
  /** Entries of a list, rows of one delivery. */
  entries: 1_000,
  /** Levels of a payload: a parser that recurses must not be led further. */
  depth: 60,
} as const;
