import { catalogue } from "../platform/text/catalogue.ts";
import { deliveryTexts } from "./en/deliveries.ts";
import { errorTexts } from "./en/errors.ts";
import { formTexts } from "./en/form.ts";
import { importTexts } from "./en/imports.ts";
import { noticeTexts } from "./en/notices.ts";
import { pageTexts } from "./en/pages.ts";
import { sourceTexts } from "./en/sources.ts";
import { stepTexts } from "./en/steps.ts";
import { taskTexts } from "./en/tasks.ts";
import { timelineTexts } from "./en/timeline.ts";

/*
 * What says the texts of each area, in English or `in` another language: a language is a folder of the same files, named here
 * behind English. Marked as pure, so that a function is bundled with those areas only that it says something from.
 */
export const sayPage = /* @__PURE__ */ catalogue(pageTexts);
export const sayForm = /* @__PURE__ */ catalogue(formTexts);
export const sayNotice = /* @__PURE__ */ catalogue(noticeTexts);
export const sayTask = /* @__PURE__ */ catalogue(taskTexts);
export const sayTimeline = /* @__PURE__ */ catalogue(timelineTexts);
export const sayError = /* @__PURE__ */ catalogue(errorTexts);
export const saySource = /* @__PURE__ */ catalogue(sourceTexts);
export const sayDelivery = /* @__PURE__ */ catalogue(deliveryTexts);
export const sayImport = /* @__PURE__ */ catalogue(importTexts);
export const sayStep = /* @__PURE__ */ catalogue(stepTexts);
