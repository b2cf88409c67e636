import type { MiddlewareObj } from "@middy/core";
import type * as z from "zod";

/** The event in the shape that the handler is written for. @throws ZodError for another */
export const parseInput = <Input, Result>(schema: z.ZodType<Input>): MiddlewareObj<Input, Result> => ({
  before: (request) => {
    request.event = schema.parse(request.event);
  },
});
