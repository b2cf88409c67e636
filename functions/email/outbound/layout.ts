import { direction, Html, html } from "../../platform/http/page.ts";

const dark = new Html(`<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.ground{background:#11161c!important}.sheet{background:#1b222b!important;color:#e8edf2!important}
.quote{color:#b9c4cf!important;border-color:#4a5663!important}.foot{color:#a7b3c0!important}
.link{color:#8ab8ff!important}.button{background:#8ab8ff!important;color:#11161c!important}}
@media (max-width:480px){.ground{padding:0!important}.sheet,.foot{padding:24px 20px 8px!important;border-radius:0!important}}
</style>`);

const font =
  "font-family:-apple-system,system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5";
const hidden = "display:none;max-height:0;overflow:hidden;opacity:0;mso-hide:all";

/** What the shell of a mail is filled with; `body` and `footer` are finished HTML. */
export interface LayoutContent {
  language: string;
  title: string;
  preheader: string;
  body: string;
  footer: string;
}

/** Language and direction stand on an outer element too: clients drop those of `html` and `body` (RULES.md MSG-9). */
export function htmlLayout({ language, title, preheader, body, footer }: LayoutContent): string {
  const dir = direction(language);
  return html`<!doctype html>
<html lang="${language}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no">
<title>${title}</title>
${dark}
</head>
<body class="ground" style="margin:0;padding:0;background:#f2f4f7">
<div class="ground" lang="${language}" dir="${dir}" style="padding:24px 12px;background:#f2f4f7;text-align:start;${font}">
${preheader && html`<div style="${hidden}">${preheader}</div>`}
<!--[if mso]><table role="presentation" width="600" align="center"><tr><td><![endif]-->
<div class="sheet" style="max-width:600px;margin:0 auto;padding:32px 32px 16px;box-sizing:border-box;border-radius:12px;background:#ffffff;color:#1d2733;overflow-wrap:anywhere">
${new Html(body)}</div>
<div class="foot" style="max-width:600px;margin:0 auto;padding:20px 32px 4px;box-sizing:border-box;font-size:13px;color:#5b6876">
${new Html(footer)}</div>
<!--[if mso]></td></tr></table><![endif]-->
</div>
</body>
</html>
`.markup;
}
