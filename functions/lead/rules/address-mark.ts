import { fingerprint } from "../../platform/security/fingerprint.ts";

/** By what a link knows the address it went to: a card that has got another one meanwhile is not confirmed by it. */
export const addressMark = (address: string): string => fingerprint(`address ${address.toLowerCase()}`).slice(0, 22);
