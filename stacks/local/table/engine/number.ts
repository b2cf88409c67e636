import Big from "big.js";
import { invalid } from "./engine-error.ts";

/** Digits that a double keeps for sure. */
const exact = 15;

/** Compares two numbers in DynamoDB's normal form. */
export function compareNumbers(a: string, b: string): number {
  if (a.length <= exact && b.length <= exact) return Number(a) - Number(b);
  return new Big(a).cmp(b);
}

/** Adds, or subtracts, as DynamoDB does. @throws EngineError when the sum cannot be stored */
export function sum(a: string, b: string, minus: boolean): string {
  const result = minus ? new Big(a).minus(b) : new Big(a).plus(b);
  if (result.e > 125) {
    throw invalid("Number overflow. Attempting to store a number with magnitude larger than supported range");
  }
  if (result.e < -130) {
    throw invalid("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }
  if (result.c.length > 38) throw invalid("Attempting to store more than 38 significant digits in a Number");
  return result.toFixed();
}

const [negative, zero, positive] = [0, 1, 2];
const exponentBias = 130;
const last = 0xff;

/** A number as bytes that sort as numbers do: sign, exponent, digits; of negative ones the opposite, and an end that is greater. */
export function numberBytes(text: string): Buffer {
  const { s, e, c } = new Big(text);
  if (c[0] === 0) return Buffer.from([zero]);
  const exponent = e + exponentBias;
  if (s > 0) return Buffer.from([positive, exponent, ...c.map((digit) => digit + 1)]);
  return Buffer.from([negative, last - exponent, ...c.map((digit) => last - 1 - digit), last]);
}
