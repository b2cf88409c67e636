/** What to do so that a source comes in, step by step, by its platform. */
export const stepTexts = {
  "google-ads.1": "Make up a long random key and set it here as this source's key.",
  "google-ads.2": "In Google Ads, open Campaigns > Assets, choose your lead form and edit it.",
  "google-ads.3": 'Under "Export leads from Google Ads" open Webhook integration and paste {url} as the webhook URL.',
  "google-ads.4": "Paste the same key into the field Key.",
  "google-ads.5": 'Press "Send test data": Google says that it was sent, and the test appears here at {name}.',
  "google-ads.6": "Save the lead form. Do this for each lead form that shall bring its leads here.",

  "linkedin.1":
    "At developer.linkedin.com, open your app, request the product Lead Sync API, and copy the client secret from the tab Auth into this source as clientSecret.",
  "linkedin.2":
    "Make an access token with the scopes r_marketing_leadgen_automation, r_ads and r_organization_admin, as a member with a role on both the ad account and the Page, and set it as accessToken.",
  "linkedin.3": "In the app's tab Webhooks, create a webhook and paste {url}: LinkedIn validates it at once.",
  "linkedin.4":
    "Subscribe, which only the API can: send POST https://api.linkedin.com/rest/leadNotifications with {order} and the headers Authorization: Bearer YOUR-TOKEN, LinkedIn-Version: 202606 and X-Restli-Protocol-Version: 2.0.0.",
  "linkedin.5":
    "In Campaign Manager, open the form's preview and submit a test lead: it appears here at {name} as a test.",
  "linkedin.6": "Renew the access token before its 60 days are over.",

  "tiktok.1": "At business-api.tiktok.com, open your app, copy its secret and set it here as this source's secret.",
  "tiktok.2":
    "Ask for the app's permission Lead Management, and authorize the app for your advertiser account: this gives an access token and the advertiser id.",
  "tiktok.3":
    'Subscribe: send POST https://business-api.tiktok.com/open_api/v1.3/subscription/subscribe/ with app_id, secret, subscribe_entity "LEAD", callback_url "{url}" and subscription_detail with access_token, advertiser_id and lead_source "INSTANT_FORM".',
  "tiktok.4": 'For leads of direct messages, subscribe once more with lead_source "DIRECT_MESSAGE".',
  "tiktok.5": "Keep the access token: revoking it ends the delivery without a word.",
  "tiktok.6": "In TikTok Ads Manager, open the instant form's preview and send a test lead: it appears here at {name}.",

  "twilio.1":
    "In Twilio's Console copy the Auth Token of the account, or subaccount, that owns the number and set it here as authToken.",
  "twilio.2": "Under Develop > TwiML Bins create a bin with this text, your own phone in place of +15550100: {bin}",
  "twilio.3":
    "Under Phone Numbers > Manage > Active numbers choose the number; at A call comes in choose TwiML Bin and the bin.",
  "twilio.4":
    "On the same page, at Call status changes, paste {url} with HTTP POST, and save: so those count too who hang up before it rings.",
  "twilio.5":
    "Ring the number from another phone and let it ring out: the missed call appears here at {name} within seconds.",

  "typeform.1": "Open your form in Typeform and go to Connect → Webhooks → Add a webhook.",
  "typeform.2": "Paste this address as the endpoint: {url}",
  "typeform.3": "Save it, choose Edit, and paste this source's secret into the field Secret. Turn SSL verification on.",
  "typeform.4": "Switch the webhook on and press View deliveries → Send test request.",
  "typeform.5": "Where a question was not recognised, name it by its ref in the source's mapping: {example}.",
  "typeform.6": "To keep campaigns, add the hidden fields utm_source, utm_medium, utm_campaign and gclid to the form.",

  "webflow.1": "Open your site's settings in Webflow and go to Apps & integrations → Webhooks → Add webhook.",
  "webflow.2": "Choose the trigger Form submission and the API version V2.",
  "webflow.3": "Paste this address as the webhook URL: {url}",
  "webflow.4": "Save it, then send your form once from the published site.",
  "webflow.5": "Where a field was not recognised, name its label in the source's mapping: {example}.",

  "telegram.1": "In Telegram write /newbot to @BotFather, answer its questions and copy the token it gives you.",
  "telegram.2": "Make up a long random word of letters, digits, - and _, and set it here as secretToken.",
  "telegram.3": "Copy this address into an editor: https://api.telegram.org/bot<TOKEN>/setWebhook?{query}",
  "telegram.4":
    "Put the token in place of <TOKEN>, the digits before its colon in place of BOT and the random word in place of SECRET, and open the address in a browser: it says that the webhook was set. Do so again whenever another bot takes this one's place.",
  "telegram.5":
    "In ads and on your site link to https://t.me/<your bot>?start=<code>: the code, up to 64 letters, digits, - and _, tells the campaign.",
  "telegram.6": "Open such a link and press Start: you appear here at {name} within seconds.",

  "whatsapp.1":
    "At developers.facebook.com open your app (type Business, with the product WhatsApp), copy the App secret from App settings > Basic and set it here as appSecret.",
  "whatsapp.2": "Make up a long random word and set it here as verifyToken.",
  "whatsapp.3":
    "In the app open WhatsApp > Configuration, press Edit at Webhook, paste {url} as the callback URL and the same word as the verify token, and press Verify and save.",
  "whatsapp.4": "Below it, at Webhook fields, subscribe to messages.",
  "whatsapp.5":
    "Under WhatsApp > API Setup see that your number is in the app's WhatsApp Business account, and switch the app to Live.",
  "whatsapp.6": 'Write "Hello" to your number from another phone: it appears here at {name} within seconds.',

  "instagram.1":
    "In Instagram switch your account to a professional one, and allow access under Settings > Messages > Connected tools.",
  "instagram.2":
    "At developers.facebook.com open your app and add the product Instagram. Copy the secret of the app that signs: Instagram > API setup shows the Instagram app secret, App settings > Basic the one for accounts linked to a page. Set it here as appSecret.",
  "instagram.3": "Make up a long random word and set it here as verifyToken.",
  "instagram.4":
    "Under Webhooks choose Instagram, paste {url} as the callback URL and the same word as the verify token, and press Verify and save.",
  "instagram.5":
    "Subscribe to messages, messaging_postbacks and messaging_referral, the last or the ad behind a chat is lost, and connect your account.",
  "instagram.6":
    "Ask under App review for advanced access to messages, and switch the app to Live: until then it hears only from people who have a role in it.",
  "instagram.7": 'Write "Hello" to your account from another one: it appears here at {name} within seconds.',

  "lead-ads.1":
    "At developers.facebook.com, open your app and copy the app secret from App settings > Basic into this source as appSecret; make up a verify token and set it as verifyToken.",
  "lead-ads.2":
    "In Meta Business Suite, make a system-user token for the app with leads_retrieval, pages_show_list, pages_read_engagement, pages_manage_metadata and ads_management, and set it as accessToken.",
  "lead-ads.3":
    "Subscribe the app: under Webhooks choose the object Page, paste {url} as the callback URL and your verify token, press Verify and save, then subscribe to the field leadgen.",
  "lead-ads.4":
    "Subscribe the Page as well, or nothing arrives: in the Graph API Explorer, with a token of the Page, send POST {path}.",
  "lead-ads.5":
    "In Meta Business Suite under Integrations > Leads Access, give the app and the token's user access to the Page's leads, and switch the app to Live mode.",
  "lead-ads.6":
    "Open developers.facebook.com/tools/lead-ads-testing, choose the Page and the form and press Create lead: it appears here at {name} as a test.",

  "messenger.1":
    "At developers.facebook.com create an app for this source alone (Meta sends all of a page's events to one address per app), and add the product Messenger.",
  "messenger.2":
    "Copy the App secret from App settings > Basic and set it here as appSecret; make up a long random word and set it here as verifyToken.",
  "messenger.3":
    "In the app open Messenger > Settings > Webhooks, paste {url} as the callback URL and the same word as the verify token, and press Verify and save.",
  "messenger.4":
    "Under Access tokens press Add or remove Pages and choose your page; then press Add subscriptions beside it.",
  "messenger.5":
    "Tick messages, message_edits, messaging_postbacks and messaging_referrals, the last or the ad behind a chat is lost, and press Save.",
  "messenger.6":
    "Ask under App review for advanced access to pages_messaging, and switch the app to Live: until then it hears only from people who have a role in it.",
  "messenger.7": 'Write "Hello" to your page from your own profile: it appears here at {name} within seconds.',

  "webhook.address": "Paste this address where your form tool asks for a webhook URL: {url}",
  "webhook.addressAndToken":
    "Paste this address where your form tool asks for a webhook URL: {url}?token= and the token you have set",
  "webhook.method": "Choose the method POST and the format JSON; a urlencoded form (Elementor) is read as well.",
  "webhook.sign":
    "Have the tool sign the body with HMAC-SHA256 and this source's secret, in the header X-Signature-256.",
  "webhook.bearer": "A tool that keeps headers secret may send the token as Authorization: Bearer instead.",
  "webhook.look":
    "Send the form once and look at the lead. Where a field was not recognised, name it in the source's mapping: our field and its path, such as {example}.",

  "form.snippet": 'Simplest: put {snippet} into the page, and data-leadwright="{id}" on the form tag.',
  "form.action": "Or set the form's action to {url} and its method to post.",
  "form.fields": "Name the fields name, email, phone, company, message; one of email and phone is required.",
  "form.mapping":
    "A form that has other names keeps them: what they do not say, the source's mapping does, such as {example}.",
  "form.noConsent": "No consent text is needed.",
  "form.consent": "Show this: {text}",
  "form.honeypot":
    "Without the snippet, add a text field named {field} that people do not see: what fills it in is a machine.",
  "form.test": "POST /api/sources/{id}/test with your own mail address, and see what a lead gets.",
} as const;
