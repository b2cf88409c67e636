/** Addresses that run a mail system or network (RFC 2142), and nobody's (RULES.md LAW-6); `info@` and `sales@` reach firms. */
const role =
  /^(abuse|noc|security|postmaster|hostmaster|webmaster|mailer-daemon|root|spam|usenet|uucp|ftp|www|bounces?|no[-_.]?reply|do[-_.]?not[-_.]?reply)([+][^@]*)?@/i;

/** Whether an address is a role's, and no person's. */
export const isRoleAddress = (address: string): boolean => role.test(address.trim());
