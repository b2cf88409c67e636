import { sayNotice } from "../../language/texts.ts";
import type { Lead } from "../../lead/model/lead.ts";

const messengers: Readonly<Record<string, string>> = {
  whatsapp: "WhatsApp",
  messenger: "Messenger",
  instagram: "Instagram",
  telegram: "Telegram",
};

/** Where a lead can be answered in a chat, as people look it up there: `WhatsApp: Ana Souza`. Other platforms are no chats. */
export const chatAccounts = ({ handles, name }: Pick<Lead, "handles" | "name">): string[] =>
  handles.flatMap(({ platform, id, name: shown }) => {
    const messenger = Object.hasOwn(messengers, platform) ? messengers[platform] : undefined;
    if (!messenger) return [];
    const known = [name, shown].filter((one, place, all) => one !== undefined && all.indexOf(one) === place);
    if (known.length === 0) return sayNotice("chat.account", { messenger, id });
    return sayNotice("chat.named", { messenger, names: known.join(", ") });
  });
