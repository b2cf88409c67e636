import * as z from "zod";

/**
 * Reads a function's environment, once, at init.
 *
 * @throws Error naming every missing or wrong variable
 */
export function config<Shape extends z.ZodRawShape>(shape: Shape): z.infer<z.ZodObject<Shape>> {
  const parsed = z.object(shape).safeParse(process.env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`);
  throw new Error(`Environment of this function is incomplete: ${wrong.join(", ")}`);
}

/** A variable as it is when one asks; what is usual where it is not set: the address of a platform, which a test takes the place of. */
export const variable = (name: string, usual: string): string => process.env[name] || usual;

/** A variable that must be there. */
export const text = z.string().min(1);
