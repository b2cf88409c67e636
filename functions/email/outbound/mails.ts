import { mails } from "../../../workflows/definitions/shipped.ts";

export type { Mail } from "../../../workflows/definitions/mail-file.ts";
export type { Purpose } from "../../lead/model/purpose.ts";
export { mails };

/** The name of a mail: its folder in `workflows/mails`. */
export type MailName = string;
