import { checkTypes, checkValidations, type Parameters } from "dynalite/validations/index.js";
import * as z from "zod";
import { EngineError, invalid } from "./engine-error.ts";

/** What an item may weigh is measured where it is stored, as DynamoDB measures it. */
const store = { options: { maxItemSize: Number.POSITIVE_INFINITY } };

const Refused = z.object({
  statusCode: z.number(),
  body: z.object({ __type: z.string(), message: z.string().optional(), Message: z.string().optional() }),
});

function refused(error: unknown): unknown {
  const known = Refused.safeParse(error);
  if (!known.success) return error;
  const { __type, message, Message = "" } = known.data.body;
  return new EngineError(__type.slice(__type.lastIndexOf("#") + 1), withTypeSet(message ?? Message));
}

/** DynamoDB says by now which operands there may be. */
const withTypeSet = (message: string): string =>
  message.replace(/operator: (ADD|DELETE), operand type: \w+$/, "$&, typeSet: ALLOWED_FOR_$1_OPERAND");

/** @throws EngineError naming a parameter that is not known; `unheeded` are known and used by nobody here */
export function checkKnown(operation: string, body: object, types: Parameters, unheeded: readonly string[] = []): void {
  for (const [name, value] of Object.entries(body)) {
    if (value === null || value === undefined) continue;
    if (!(name in types) || unheeded.includes(name)) {
      throw invalid(`The local table does not know the parameter ${name} of ${operation}`);
    }
  }
}

/** A request whose types and constraints hold. @throws EngineError as DynamoDB words it */
export function typed(body: object, types: Parameters, custom: unknown): Record<string, unknown> {
  try {
    const data = checkTypes({ ...body }, types);
    checkValidations(data, types, custom, store);
    return data;
  } catch (error) {
    throw refused(error);
  }
}
