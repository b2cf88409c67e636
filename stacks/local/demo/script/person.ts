/** Somebody who asks for an offer. One of address and number is there. */
export interface Person {
  name: string;
  email?: string;
  phone?: string;
}

/** How people call them. */
export const firstName = (name: string): string => name.split(" ")[0] ?? name;
