import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import * as z from "zod";
import { openapi } from "../functions/api/generated/openapi.ts";

const Reply = z.looseObject({ content: z.record(z.string(), z.looseObject({})).optional() });
const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), Reply) }))),
});
const { paths } = Document.parse(openapi);

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ $id: "api", ...Object(openapi) });

const escaped = (part: string): string => part.replaceAll("~", "~0").replaceAll("/", "~1");

/** The path as the description has it; `undefined` for one that is nowhere in it. */
const describedPath = (path: string): string | undefined => {
  const given = path.replace(/\?.*/s, "").replace(/\/$/, "").split("/");
  return Object.keys(paths).find((one) => {
    const parts = one.split("/");
    return parts.length === given.length && parts.every((part, at) => part === "{id}" || part === given[at]);
  });
};

/** The place in the description of the schema of an answer; `undefined` where it has no body. */
function schemaPlace(path: string, method: string, status: number): string | undefined {
  if (status >= 400) return "api#/components/schemas/Problem";
  const responses = paths[path]?.[method]?.responses ?? {};
  const reply = responses[status];
  if (!reply) throw new Error(`${method} ${path} answered ${status}; described are ${Object.keys(responses)}`);
  if (!reply.content) return undefined;
  return `api#/paths/${escaped(path)}/${method}/responses/${status}/content/${escaped("application/json")}/schema`;
}

/** Holds an answer of the private API to its description. @throws Error naming what is not as described */
export function mustBeAsDescribed(method: string, path: string, status: number, json: unknown): void {
  const known = describedPath(path);
  if (!known || (status >= 400 && json === undefined)) return;
  const place = schemaPlace(known, method.toLowerCase(), status);
  if (place === undefined) {
    if (json !== undefined) throw new Error(`${method} ${known} answered ${status} with a body that is not described`);
    return;
  }
  const validate = ajv.getSchema(place);
  if (!validate) throw new Error(`There is no schema at ${place}`);
  if (!validate(json)) throw new Error(`${method} ${known} is not as described: ${ajv.errorsText(validate.errors)}`);
}
