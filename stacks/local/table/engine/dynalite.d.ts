/** The parts of dynalite that are used here; it has no types of its own. */
declare module "dynalite/validations/index.js" {
  export interface Parameter {
    type: string;
    [constraint: string]: unknown;
  }
  export type Parameters = Record<string, string | Parameter>;
  /** Reads a request by its parameters' types; what is not named is left out. */
  export function checkTypes(data: unknown, types: Parameters): Record<string, unknown>;
  export function checkValidations(
    data: Record<string, unknown>,
    types: Parameters,
    custom: unknown,
    store: { options: { maxItemSize: number } },
  ): void;
  /** Brings its numbers into normal form. @returns what is wrong with it */
  export function validateAttributeValue(value: unknown): string | undefined;
  /** Parses the expressions of a request and sets them beside it. @returns what is wrong with them */
  export function validateExpressions(data: Record<string, unknown>): string | undefined;
}

declare module "dynalite/validations/*.js" {
  import type { Parameters } from "dynalite/validations/index.js";
  export const types: Parameters;
  export const custom: unknown;
}
