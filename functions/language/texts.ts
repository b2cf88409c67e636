import { catalogue } from "../platform/text/catalogue.ts";
import { deliveries } from "./en/deliveries.ts";
import { errors } from "./en/errors.ts";
import { form } from "./en/form.ts";
import { imports } from "./en/imports.ts";
import { notices } from "./en/notices.ts";
import { pages } from "./en/pages.ts";
import { sources } from "./en/sources.ts";
import { steps } from "./en/steps.ts";
import { tasks } from "./en/tasks.ts";
import { timeline } from "./en/timeline.ts";

/*
 * What says the texts of each area, in English or `in` another language: a language is a folder of the same files, named here
 * behind English. Marked as pure, so that a function is bundled with those areas only that it says something from.
 */
export const sayPage = /* @__PURE__ */ catalogue(pages);
export const sayForm = /* @__PURE__ */ catalogue(form);
export const sayNotice = /* @__PURE__ */ catalogue(notices);
export const sayTask = /* @__PURE__ */ catalogue(tasks);
export const sayTimeline = /* @__PURE__ */ catalogue(timeline);
export const sayError = /* @__PURE__ */ catalogue(errors);
export const saySource = /* @__PURE__ */ catalogue(sources);
export const sayDelivery = /* @__PURE__ */ catalogue(deliveries);
export const sayImport = /* @__PURE__ */ catalogue(imports);
export const sayStep = /* @__PURE__ */ catalogue(steps);
