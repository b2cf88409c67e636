import { catalogue } from "../platform/text/catalogue.ts";
import { form } from "./en/form.ts";
import { pages } from "./en/pages.ts";

// Marked as pure, so that a function is bundled with the texts of those areas only that it says something from.
export const sayPage = /* @__PURE__ */ catalogue(pages);
export const sayForm = /* @__PURE__ */ catalogue(form);
