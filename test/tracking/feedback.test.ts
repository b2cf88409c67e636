import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { leadOf, timelineOf } from "../then.ts";
import { submits, timePasses } from "../when.ts";
import { anInquirer, entriesOf, tells } from "./mail-office.ts";

// The ledger is told of mails that never were.
const app = anApp({ breaks: ["ledger"] });

const inquirer = (name: string) => anInquirer(app(), aPerson(name));

/** Somebody whose address is one of SES's simulator. */
async function simulated(behaviour: string, name: string, more: object = {}) {
  const { email: unique } = aPerson(name);
  const email = `${behaviour}+${unique.split("@")[0]}@simulator.amazonses.com`;
  await submits(app(), { name, email, ...more });
  await timePasses(app(), "PT10S");
  return { email, lead: await leadOf(app(), email) };
}

interface Told {
  type: string;
  lead: string;
  touch?: string;
  purpose?: string;
  mailId?: string;
  to?: string;
  about?: object;
}

/** An event of SES about one mail, as EventBridge brings it. */
const event = ({
  type,
  lead,
  touch = "x-acknowledgement-lead",
  purpose = "service",
  mailId = "m-1",
  to,
  about,
}: Told) => ({
  version: "0",
  id: "5f0c7a3e-0b1d-4c0e-9a55-000000000001",
  "detail-type": type === "Send" ? "Email Sent" : `Email ${type}`,
  source: "aws.ses",
  detail: {
    eventType: type,
    mail: {
      messageId: mailId,
      destination: [to ?? "zoe@person.example"],
      tags: { "ses:configuration-set": ["leads"], lead: [lead], touch: [touch], purpose: [purpose] },
    },
    ...about,
  },
});

const hears = (told: Told) => tells(app(), "MailFeedback", event(told));

const bounce = (bounceType: string, bounceSubType: string, emailAddress: string, feedbackId = "f-1") => ({
  bounce: { bounceType, bounceSubType, bouncedRecipients: [{ emailAddress, status: "5.1.1" }], feedbackId },
});
const complaint = (emailAddress: string, complaintFeedbackType?: string) => ({
  complaint: {
    complainedRecipients: [{ emailAddress }],
    complaintFeedbackType,
    complaintSubType: null,
    feedbackId: "f-2",
  },
});

describe("what SES says of a mail", () => {
  it("delivered: noted once, for mail to the lead only", async () => {
    const zoe = await inquirer("Zoë Smith");
    await timePasses(app(), "PT10S");
    const delivered = await entriesOf(app(), zoe.lead.id, "mail.delivered");
    const at = new Date(Date.parse(zoe.ack.at) + 1000).toISOString();
    expect(delivered.map(({ data }) => data)).toEqual([{ mailId: zoe.ack.id, touch: zoe.ack.touch, at }]);
  });

  it("bounced for good: no more mail, the owner is told or has a task", async () => {
    const { lead } = await simulated("bounce", "Bo Unce", { phone: "+353 1 555 0101" });
    expect(lead).toMatchObject({ stage: "new", suppressed: { mail: true } });
    const [bounced, ...more] = await entriesOf(app(), lead.id, "mail.bounced");
    expect(more).toEqual([]);
    expect(bounced?.data).toMatchObject({ permanent: true });
  });

  it("bounced for good and no other way to reach them: archived", async () => {
    const { lead } = await simulated("bounce", "Un Reachable");
    expect(lead).toMatchObject({ stage: "archived", reason: "unreachable" });
  });

  it("never sent, since the address is on a suppression list: as good as bounced", async () => {
    const { lead } = await simulated("suppressionlist", "Sup Pressed");
    expect(lead.suppressed).toMatchObject({ mail: true });
  });

  it("complained about: all mail stops", async () => {
    const { lead } = await simulated("complaint", "Com Plaint");
    expect(lead).toMatchObject({ stage: "archived", suppressed: { mail: true, reason: "complaint" } });
    expect(await entriesOf(app(), lead.id, "mail.complained")).toHaveLength(1);
  });
});

describe("an event", () => {
  it("told twice changes nothing the second time; of another mail it does", async () => {
    const { lead, email } = await inquirer("Twi Ce");
    const told = { type: "Bounce", lead: lead.id, about: bounce("Permanent", "General", email) };
    await hears(told);
    await hears(told);
    expect(await entriesOf(app(), lead.id, "mail.bounced")).toHaveLength(1);
    await hears({ ...told, mailId: "m-2" });
    expect(await entriesOf(app(), lead.id, "mail.bounced")).toHaveLength(2);
  });

  it.each([
    ["Transient", "MailboxFull"],
    ["Undetermined", "Undetermined"],
    ["Transient", "SomethingNew"],
  ])("of a bounce that may pass (%s, %s) is only noted", async (type, subtype) => {
    const { lead, email } = await inquirer("Tran Sient");
    await hears({ type: "Bounce", lead: lead.id, about: bounce(type, subtype, email) });
    const [noted] = await entriesOf(app(), lead.id, "mail.bounced");
    expect(noted?.data).toMatchObject({ permanent: false, why: expect.stringContaining(subtype) });
    expect((await leadOf(app(), email)).suppressed.mail).toBeUndefined();
  });

  it("of a bounce of another address than theirs does not stop mail to theirs", async () => {
    const { lead, email } = await inquirer("Mo Ved");
    await hears({ type: "Bounce", lead: lead.id, about: bounce("Permanent", "General", "old@person.example") });
    expect((await leadOf(app(), email)).suppressed.mail).toBeUndefined();
  });

  it.each(["not-spam", "auth-failure"])("of a complaint that is none (%s) stops nothing", async (kind) => {
    const { lead, email } = await inquirer("No Spam");
    await hears({ type: "Complaint", lead: lead.id, about: complaint(email, kind) });
    expect((await leadOf(app(), email)).suppressed.mail).toBeUndefined();
    expect(await entriesOf(app(), lead.id, "mail.complained")).toHaveLength(1);
  });

  it("of mail to an owner, of a kind nobody knows, of nobody's mail or of a lead that is gone changes nothing", async () => {
    const { lead, email } = await inquirer("No Change");
    await timePasses(app(), "PT10S");
    const before = await timelineOf(app(), lead.id);
    const about = bounce("Permanent", "General", email);
    await hears({ type: "Bounce", lead: lead.id, purpose: "internal", about });
    await hears({ type: "DeliveryDelay", lead: lead.id });
    await hears({ type: "Invented", lead: lead.id });
    await hears({ type: "Bounce", lead: "nobody", about });
    await hears({ type: "Bounce", lead: `ld_${"0".repeat(26)}`, about });
    expect(await timelineOf(app(), lead.id)).toEqual(before);
  });

  it("without its type is known by its title", async () => {
    const { lead } = await inquirer("Ti Tle");
    const { detail, ...rest } = event({ type: "Delivery", lead: lead.id, mailId: "m-9" });
    const { eventType: _, ...untyped } = detail;
    await tells(app(), "MailFeedback", { ...rest, "detail-type": "Email Delivered", detail: untyped });
    const ids = (await entriesOf(app(), lead.id, "mail.delivered")).map(({ data }) => data.mailId);
    expect(ids).toContain("m-9");
  });
});

describe("word that a mail was sent", () => {
  const store = () => {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const client = new DynamoDBClient({ endpoint: app().dynamoUrl, region: "eu-west-1", credentials });
    return DynamoDBDocumentClient.from(client);
  };
  const table = () => app().assembly.ofType("AWS::DynamoDB::Table")[0]?.ref;

  it.each(["calling", "unknown"])("settles a touch that is %s", async (state) => {
    const { lead } = await inquirer("Led Ger");
    const key = { pk: `LEAD#${lead.id}`, sk: `TOUCH#t-${state}` };
    const since = new Date(app().clock.now()).toISOString();
    const entry = { ...key, kind: "touch", state, attempt: 1, covers: [`t-${state}`], since };
    await store().send(new PutCommand({ TableName: table(), Item: entry }));
    await hears({ type: "Send", lead: lead.id, touch: `t-${state}`, mailId: "m-sent" });
    const { Item } = await store().send(new GetCommand({ TableName: table(), Key: key }));
    expect(Item).toMatchObject({ state: "sent", messageId: "m-sent", attempt: 1, covers: [`t-${state}`] });
  });

  it("leaves a touch alone that is settled already, or that nobody knows", async () => {
    const { lead, ack } = await inquirer("Set Tled");
    await hears({ type: "Send", lead: lead.id, touch: ack.touch, mailId: "m-other" });
    await hears({ type: "Send", lead: lead.id, touch: "no-such-touch" });
    const key = { pk: `LEAD#${lead.id}`, sk: `TOUCH#${ack.touch}` };
    const { Item } = await store().send(new GetCommand({ TableName: table(), Key: key }));
    expect(Item).toMatchObject({ state: "sent", messageId: ack.id });
  });
});
