import { type Comparison, type ConditionNode, type Operand, order } from "./condition.ts";
import { invalid } from "./engine-error.ts";
import { isPath, type Path } from "./path.ts";
import { type AttributeValue, typeOf } from "./value.ts";

const ordering: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "between"]);
const ordered: ReadonlySet<string> = new Set(["S", "N", "B"]);
const many: ReadonlySet<string> = new Set(["between", "in"]);

/** An operand that stands in the request itself; of what the item holds nothing is known yet. */
const literalOf = (operand: Operand): AttributeValue | undefined =>
  isPath(operand) || "type" in operand ? undefined : operand;

const pathText = (path: Path): string =>
  `[${path.map((piece) => (typeof piece === "number" ? `[${piece}]` : piece)).join(", ")}]`;

const operandsOf = ({ args }: Comparison): readonly Operand[] => args;

/** Refuses operands dynalite lets pass: without order, the same twice, bounds turned round. @throws EngineError */
export function checkOperands(condition: ConditionNode, parameter: string): void {
  if (condition.type === "and" || condition.type === "or" || condition.type === "not") {
    for (const part of condition.args) checkOperands(part, parameter);
    return;
  }
  const [first, ...others] = operandsOf(condition);
  if (first === undefined) return;
  const operator = condition.type.toUpperCase();
  const refuse = (what: string) => {
    throw invalid(`Invalid ${parameter}: ${what}`);
  };
  const unordered = [first, ...others].map(literalOf).find((one) => one && !ordered.has(typeOf(one)));
  if (ordering.has(condition.type) && unordered) {
    refuse(
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${typeOf(unordered)}`,
    );
  }
  if (
    many.has(condition.type) &&
    isPath(first) &&
    others.some((one) => isPath(one) && pathText(one) === pathText(first))
  ) {
    refuse(
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${pathText(first)}`,
    );
  }
  const [low, high] = others.map(literalOf);
  if (condition.type === "between" && low && high && (order(low, high) ?? 0) > 0) {
    const bound = (one: AttributeValue) => `AttributeValue: {${typeOf(one)}:${Object.values(one)[0]}}`;
    refuse(
      `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: ${bound(low)}, upper bound operand: ${bound(high)}`,
    );
  }
}
