export interface Problem {
  /** From the project's root. */
  file: string;
  /** From 1. */
  line: number;
  /** Such as `steps[1].after`; empty when it is the file as a whole. */
  field: string;
  message: string;
  mend: string;
}

const sentence = ({ file, line, field, message, mend }: Problem): string =>
  `${file}:${line}: ${field && `${field}: `}${message}. ${mend}.`;

/** Definitions that cannot ship. Its message names each problem's file, line and field, and how to mend it. */
export class DefinitionError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`The definitions in workflows cannot be used:\n${problems.map(sentence).join("\n")}`);
    this.name = "DefinitionError";
    this.problems = problems;
  }
}
