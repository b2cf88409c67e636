import { json, type LocalRoute } from "../http/local-route.ts";
import type { Bill } from "./bill.ts";

/** `GET /local/bill`: what AWS would bill for what happened here. */
export function billRoute(bill: () => Promise<Bill>): LocalRoute {
  return { method: "GET", path: "/local/bill", answer: async () => json(200, await bill()) };
}
