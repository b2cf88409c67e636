import { describe, expect, it } from "vitest";
import { settings } from "../../stacks/settings.ts";

const env = {
  LEADWRIGHT_REGION: "eu-central-1",
  LEADWRIGHT_MAIL_DOMAIN: "leads.acme.com",
  LEADWRIGHT_SENDER: "sales",
  LEADWRIGHT_COMPANY: "Acme",
  LEADWRIGHT_SITE: "https://acme.example",
  LEADWRIGHT_ADDRESS: "Acme GmbH, Ringstraße 1, 10115 Berlin",
};
type Name = keyof typeof env;

const refusal = (changed: Partial<Record<Name, string | undefined>>): string => {
  try {
    settings("prod", { ...env, ...changed });
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
  throw new Error("These settings were accepted");
};

describe("the settings of a deployment", () => {
  it("are taken as they are when they are right", () => {
    expect(settings("prod", env)).toEqual({
      region: "eu-central-1",
      mailDomain: "leads.acme.com",
      sender: "sales@leads.acme.com",
      company: "Acme",
      postalAddress: "Acme GmbH, Ringstraße 1, 10115 Berlin",
      site: "https://acme.example",
    });
  });

  it.each(Object.keys(env))("%s missing: the error names it, the stage, and where to set it", (name) => {
    const message = refusal({ [name]: undefined });
    expect(message).toContain(`  ${name}: `);
    expect(message).toContain('Stage "prod"');
    expect(message).toContain("Set in .env.prod or the environment");
    expect(message.match(/LEADWRIGHT_/g)).toHaveLength(1);
  });

  it.each<[Name, string, string]>([
    ["LEADWRIGHT_REGION", "eu-west-9", "name a region in which SES receives mail: us-east-1, "],
    ["LEADWRIGHT_REGION", "", "name a region in which SES receives mail"],
    ["LEADWRIGHT_MAIL_DOMAIN", "localhost", "write a domain such as leads.example.com"],
    ["LEADWRIGHT_MAIL_DOMAIN", "Leads.Acme.com", "write a domain such as leads.example.com, in lower case"],
    ["LEADWRIGHT_MAIL_DOMAIN", "https://acme.com", "write a domain such as"],
    ["LEADWRIGHT_SENDER", "sales@acme.com", "write the part before the @"],
    ["LEADWRIGHT_SENDER", "", "write the part before the @"],
    ["LEADWRIGHT_COMPANY", "", "write the name your leads know you by"],
    ["LEADWRIGHT_ADDRESS", "Berlin", "write the postal address"],
  ])("%s=%j: the error says how to mend it", (name, value, cure) => {
    expect(refusal({ [name]: value })).toContain(`  ${name}: ${cure}`);
  });

  it.each<[Name, string]>([
    ["LEADWRIGHT_MAIL_DOMAIN", "leads..acme.com"],
    ["LEADWRIGHT_MAIL_DOMAIN", "acme.com."],
    ["LEADWRIGHT_MAIL_DOMAIN", " acme.com"],
    ["LEADWRIGHT_SENDER", "sales team"],
    ["LEADWRIGHT_SENDER", ".sales"],
    ["LEADWRIGHT_SENDER", "sales."],
    ["LEADWRIGHT_ADDRESS", "          "],
    ["LEADWRIGHT_COMPANY", "   "],
  ])("%s=%j is refused", (name, value) => {
    expect(refusal({ [name]: value })).toContain(`  ${name}: `);
  });

  it("say whom alarms are mailed to, if somebody is", () => {
    expect(settings("prod", env).alarmEmail).toBeUndefined();
    expect(settings("prod", { ...env, LEADWRIGHT_ALARM_EMAIL: "ops@acme.com" }).alarmEmail).toBe("ops@acme.com");
    expect(() => settings("prod", { ...env, LEADWRIGHT_ALARM_EMAIL: "ops" })).toThrow(
      "  LEADWRIGHT_ALARM_EMAIL: write the address that alarms are mailed to",
    );
  });

  it("wrong in several places are told of all at once", () => {
    const message = refusal({ LEADWRIGHT_REGION: "mars-1", LEADWRIGHT_SENDER: undefined, LEADWRIGHT_COMPANY: "" });
    expect(message.split("\n  ").map((line) => line.split(":")[0])).toEqual([
      expect.stringContaining("Stage"),
      "LEADWRIGHT_REGION",
      "LEADWRIGHT_SENDER",
      "LEADWRIGHT_COMPANY",
    ]);
  });

  it.each([undefined, "local"])("of stage %s are built in and deaf to the environment", (stage) => {
    expect(settings(stage, { ...env })).toMatchObject({ region: "eu-west-1", sender: "sales@leads.example" });
    expect(settings(stage, {})).toEqual(settings(stage, env));
  });
});
