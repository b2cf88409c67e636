/** The mail by which somebody who sleeps is asked, once, whether the address they have agreed with is theirs. */
export const confirmationReminder = { id: "confirmation", mail: "confirmation-reminder" };
