/** The braces of a text that opens or closes next: which it is, and what follows. */
type NextBrace<Text extends string> = Text extends `${infer Head}{${infer Tail}`
  ? Head extends `${string}}${infer Rest}`
    ? ["}", `${Rest}{${Tail}`]
    : ["{", Tail]
  : Text extends `${string}}${infer Rest}`
    ? ["}", Rest]
    : undefined;

/** What may be given for an argument, by the kind that ICU writes after its name. */
type ValueOf<Rest extends string> = Rest extends ` ${"plural" | "selectordinal" | "number"}${string}`
  ? number
  : Rest extends ` ${"date" | "time"}${string}`
    ? Date | number
    : string;

/** Where the reader stands: in a text, or among the cases of an argument such as `{count, plural, …}`. */
type Place = "text" | "cases";

/** The arguments of a text as pairs of name and value, by reading it from brace to brace. */
type Pairs<Text extends string, Places extends Place[] = ["text"], Found = never> =
  NextBrace<Text> extends [infer Brace, infer Rest extends string]
    ? Brace extends "}"
      ? Places extends [Place, ...infer Outer extends Place[]]
        ? Pairs<Rest, Outer, Found>
        : never
      : Places extends ["cases", ...Place[]]
        ? Pairs<Rest, ["text", ...Places], Found>
        : NamedPair<Rest, Places, Found>
    : Found;

type NamedPair<Rest extends string, Places extends Place[], Found> = Rest extends `${infer Name}}${infer After}`
  ? Name extends `${infer Typed},${string}`
    ? Rest extends `${Typed},${infer Kind}`
      ? Pairs<Kind, ["cases", ...Places], Found | [Typed, ValueOf<Kind>]>
      : never
    : Pairs<After, Places, Found | [Name, string | number]>
  : never;

/** What a text in ICU MessageFormat must be given: `{name}` a text or a number, `{count, plural, …}` a number. */
export type ValuesOf<Text extends string> = { [Pair in Pairs<Text> as Pair[0]]: Pair[1] };

/** The values of a text as the rest of a call: nothing where it has no arguments. */
export type ValuesToGive<Text extends string> = [Pairs<Text>] extends [never] ? [] : [values: ValuesOf<Text>];

/** The values of a text, of which some are pieces that are no plain text. */
export type ValuesWith<Text extends string, Piece> = { [Pair in Pairs<Text> as Pair[0]]: Pair[1] | Piece };
