export interface Scope {
  /** Value of `Ref`: a resource, a parameter or an AWS:: pseudo parameter. */
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  /** Value another stack exports. */
  imported(name: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, top: string, second: string): unknown;
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** Stands for `AWS::NoValue`: the property is left out. */
export const noValue = Symbol("AWS::NoValue");

/** Replaces every CloudFormation intrinsic function in `value`. @throws Error naming one not known, or wrongly used */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope)).filter((item) => item !== noValue);
  if (!isRecord(value)) return value;
  const [only, ...others] = Object.entries(value);
  if (only && others.length === 0 && isIntrinsicName(only[0])) return call(only[0], only[1], scope);
  const resolved = Object.entries(value).map(([key, item]) => [key, resolve(item, scope)] as const);
  return Object.fromEntries(resolved.filter(([, item]) => item !== noValue));
}

const intrinsics: Record<string, Intrinsic> = {
  Ref: (name, scope) => scope.ref(text(name)),
  "Fn::GetAtt": (path, scope) => {
    const [logicalId, ...attribute] = Array.isArray(path) ? path.map(text) : text(path).split(".");
    return scope.attribute(text(logicalId), attribute.join("."));
  },
  "Fn::ImportValue": (name, scope) => scope.imported(text(resolve(name, scope))),
  "Fn::Join": (argument, scope) => {
    const [separator, parts] = list(argument, scope);
    return list(parts, scope).map(text).join(text(separator));
  },
  "Fn::Select": (argument, scope) => {
    const [index, items] = list(argument, scope);
    return list(items, scope)[Number(index)];
  },
  "Fn::Split": (argument, scope) => {
    const [separator, whole] = list(argument, scope);
    return text(whole).split(text(separator));
  },
  "Fn::Sub": (argument, scope) => substitute(argument, scope),
  "Fn::FindInMap": (argument, scope) => {
    const [map, top, second] = list(argument, scope).map(text);
    return scope.mapping(text(map), text(top), text(second));
  },
  "Fn::If": (argument, scope) => {
    const [name, yes, no] = raw(argument);
    return resolve(scope.condition(text(name)) ? yes : no, scope);
  },
  "Fn::Equals": (argument, scope) => {
    const [one, other] = list(argument, scope);
    return one === other;
  },
  "Fn::And": (argument, scope) => list(argument, scope).every(Boolean),
  "Fn::Or": (argument, scope) => list(argument, scope).some(Boolean),
  "Fn::Not": (argument, scope) => !list(argument, scope)[0],
};

function call(name: string, argument: unknown, scope: Scope): unknown {
  const intrinsic = intrinsics[name];
  if (!intrinsic) throw new Error(`The template uses ${name}, which the local runtime does not know`);
  return intrinsic(argument, scope);
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = isRecord(variables) ? variables : {};
  return text(template).replace(
    /\$\{([^!}][^}]*)\}|\$\{!([^}]+)\}/g,
    (_, name: string | undefined, literal: string) => {
      if (name === undefined) return `\${${literal}}`;
      if (name in own) return text(resolve(own[name], scope));
      return text(resolve(name.includes(".") ? { "Fn::GetAtt": name } : { Ref: name }, scope));
    },
  );
}

function isIntrinsicName(key: string): boolean {
  return key === "Ref" || key.startsWith("Fn::");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function raw(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error(`The template has ${JSON.stringify(value)} where a list belongs`);
  return value;
}

function list(value: unknown, scope: Scope): unknown[] {
  return raw(resolve(value, scope));
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(`The template has ${JSON.stringify(value)} where a text belongs`);
}
