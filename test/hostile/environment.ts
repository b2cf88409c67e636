// Modules that read beside ones that store know where to; nothing is stored here.
const settings = {
  ...{ VAULT_BUCKET: "none", INBOUND_PREFIX: "inbound/", SIGNING_KEY_ID: "none", SENDER: "sales@leads.example" },
  ...{ PUBLIC_URL: "https://leads.example", DATA_KEY_ID: "none", COMPANY: "Sunny Roofs", UNPACKER: "none" },
};
for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
