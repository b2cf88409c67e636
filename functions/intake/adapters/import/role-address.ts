/**
 * Addresses of offices that run a mail system or a network (RFC 2142), and of nobody: whoever reads them has asked for
 * nothing (RULES.md LAW-6). Those of a business, such as `info@` and `sales@`, are how many firms are reached.
 */
const role =
  /^(abuse|noc|security|postmaster|hostmaster|webmaster|mailer-daemon|root|spam|usenet|uucp|ftp|www|bounces?|no[-_.]?reply|do[-_.]?not[-_.]?reply)([+][^@]*)?@/i;

/** Whether an address is a role's, and no person's. */
export const isRoleAddress = (address: string): boolean => role.test(address.trim());
