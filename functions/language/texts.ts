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

/* By area, `in` a language: a folder of the same files, named behind English. Pure, so that bundles hold only what they say. */
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
