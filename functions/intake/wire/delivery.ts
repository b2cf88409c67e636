import { sayDelivery } from "../../language/texts.ts";
import { config, text } from "../../platform/config.ts";
import { AppError } from "../../platform/error.ts";
import { bodyOf, type HttpRequest } from "../../platform/http/http.ts";
import type { Delivery } from "./adapter.ts";

const { PUBLIC_URL: publicUrl } = config({ PUBLIC_URL: text });

/** Bytes of a body; base64 grows beyond what Lambda takes otherwise. */
const bodyLimit = 4 * 1024 * 1024;

/** The address that was called, as the outside knows it, without its query. */
export const publicUrlOf = ({ rawPath }: HttpRequest): string => `${publicUrl}${rawPath}`;

/** A request as a delivery. @throws AppError `too-large` over 4 MB */
export function deliveryIn(request: HttpRequest): Delivery {
  const bytes = bodyOf(request);
  if (bytes.length > bodyLimit) throw new AppError("too-large", sayDelivery("body.tooLarge"));
  const query = request.rawQueryString;
  return {
    method: request.requestContext.http.method,
    headers: request.headers,
    query: new URLSearchParams(query),
    url: `${publicUrlOf(request)}${query ? `?${query}` : ""}`,
    bytes,
  };
}
