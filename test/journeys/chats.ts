/** Deliveries of messengers, composed after the contract (messengers.md B to E) and the fixtures. */

interface WhatsAppMessage {
  id: string;
  name: string;
  text?: string;
  /** The digits they write from, and the id that stays when these are hidden. */
  digits?: string;
  user?: string;
  /** The mail address on a contact card of their own. */
  card?: string;
}

export function whatsapp({ id, name, text, digits, user, card }: WhatsAppMessage): string {
  const content = card
    ? { type: "contacts", contacts: [{ name: { formatted_name: name }, emails: [{ email: card }] }] }
    : { type: "text", text: { body: text } };
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "14155550199", phone_number_id: "106540352242922" },
    contacts: [{ profile: { name }, wa_id: digits, user_id: user }],
    messages: [{ id, from: digits, from_user_id: user, timestamp: "1795424400", ...content }],
  };
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "102290129340398", changes: [{ field: "messages", value }] }],
  });
}

/** What happens in a chat with a page or an account of Meta's. */
export const meta = (object: "page" | "instagram", account: string, sender: string, what: object): string =>
  JSON.stringify({
    object,
    entry: [
      {
        id: account,
        time: 1795424400000,
        messaging: [{ sender: { id: sender }, recipient: { id: account }, timestamp: 1795424400000, ...what }],
      },
    ],
  });

let updates = 800_000_000;

/** A message of somebody's in the chat with a Telegram bot, or a change of one. */
export function telegram(
  person: { id: number; first_name: string; username?: string },
  message: { message_id: number } & Record<string, unknown>,
  kind: "message" | "edited_message" = "message",
): string {
  updates += 1;
  const chat = { id: person.id, type: "private" };
  return JSON.stringify({
    update_id: updates,
    [kind]: { date: 1795424400, chat, from: { is_bot: false, ...person }, ...message },
  });
}
