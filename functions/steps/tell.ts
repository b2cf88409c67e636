import { step } from "./step.ts";

/** "Tell lead and owner": sends what is pending, such as the acknowledgement and the owner's notice. */
export const handler = step("tell", () => undefined);
