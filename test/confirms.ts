import type { Runtime } from "../stacks/local/runtime.ts";
import { linkTo, mailsTo } from "./then.ts";
import { type Answer, presses } from "./when.ts";

/** When somebody presses the button that says that the address is theirs, by the link in the first mail that asks. */
export async function confirms(app: Pick<Runtime, "url" | "token">, email: string): Promise<Answer> {
  const asking = (await mailsTo(app, email)).find(({ html }) => html.includes("/c/"));
  const page = await presses(linkTo(asking, "c"), { act: "confirm" });
  if (page.status !== 200) throw new Error(`The confirmation answered ${page.status}: ${page.text}`);
  return page;
}
