/** A path with parameters, such as `/u/{token}` or `/api/{proxy+}`. */
export interface PathPattern {
  /** Parameters of a path that fits, still percent-encoded; undefined for one that does not. */
  match(path: string): Record<string, string> | undefined;
  /** Compares how exact two patterns are: fixed text before parameters, greedy ones last. */
  readonly rank: string;
}

/** Compiles a route's path. `{name}` takes one segment, `{name+}` the rest. */
export function pathPattern(path: string): PathPattern {
  const source = path.replace(/\{(\w+)(\+?)\}|[^{]+/g, (part, name: string | undefined, greedy: string) => {
    if (name === undefined) return part.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    return `(?<${name}>${greedy ? ".+" : "[^/]+"})`;
  });
  const expression = new RegExp(`^${source}/?$`);
  return {
    match: (candidate) => {
      const found = expression.exec(candidate);
      return found ? { ...found.groups } : undefined;
    },
    rank: path
      .split("/")
      .map((segment) => (segment.includes("+}") ? "2" : segment.includes("{") ? "1" : "0"))
      .join(""),
  };
}
