import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { compose, hostMail, type MailHost, monday } from "./mail-host.ts";

const hosts: MailHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

async function given(folder?: string): Promise<MailHost> {
  const host = await hostMail({ folder });
  hosts.push(host);
  return host;
}

const list = async (host: MailHost, query = "") => JSON.parse((await host.get(`/local/mails${query}`)).body).items;

it("lists a mail decoded, with what its tags say", async () => {
  const host = await given();
  const raw = await compose({
    to: "Jürgen Größe <juergen@example.org>",
    subject: "Ihre Anfrage für ein Dach: wir melden uns heute noch bei Ihnen, spätestens um 17 Uhr",
    text: "Grüße — bis heute",
    html: "<p>Grüße — bis heute</p>",
    headers: { "List-Unsubscribe": "<https://leads.example/u/abc>", "X-Part": ["one", "two"] },
  });
  const Tags = [
    { Name: "purpose", Value: "acknowledgement" },
    { Name: "lead", Value: "ld_1" },
    { Name: "touch", Value: "welcome-1" },
  ];
  const id = await host.send({ raw, Tags, ConfigurationSetName: "leads" });
  const [mail] = await list(host);
  expect(mail).toMatchObject({
    id,
    at: new Date(monday).toISOString(),
    from: "sales@leads.example",
    to: ["juergen@example.org"],
    subject: "Ihre Anfrage für ein Dach: wir melden uns heute noch bei Ihnen, spätestens um 17 Uhr",
    purpose: "acknowledgement",
    leadId: "ld_1",
    touch: "welcome-1",
  });
  expect(mail.html.trim()).toBe("<p>Grüße — bis heute</p>");
  expect(mail.text.trim()).toBe("Grüße — bis heute");
  expect(mail.headers).toMatchObject({
    subject: mail.subject,
    to: "Jürgen Größe <juergen@example.org>",
    "list-unsubscribe": "<https://leads.example/u/abc>",
    "x-part": ["one", "two"],
    "message-id": `<${id}@eu-west-1.amazonses.com>`,
  });
});

it("lists oldest first and finds by address, whatever its case", async () => {
  const host = await given();
  for (const name of ["a", "b", "a"])
    await host.send({ raw: await compose({ to: `${name}@example.org`, subject: name }) });
  const ids = (await list(host)).map((mail: { id: string }) => mail.id);
  expect(ids).toEqual([...ids].sort());
  expect(await list(host, "?to=A@Example.org")).toHaveLength(2);
  expect(await list(host, "?to=c@example.org")).toEqual([]);
});

it("answers 404 for a mail it does not have", async () => {
  const host = await given();
  const { status, body } = await host.get("/local/mails/none.eml", { file: "none.eml" });
  expect(status).toBe(404);
  expect(JSON.parse(body).message).toContain("none.eml");
});

it("has kept a mail when it answers, and finds it after a crash", async () => {
  const folder = await mkdtemp(join(tmpdir(), "leadwright-mails-"));
  try {
    const crashed = await given(folder);
    const raw = await compose({ to: "a@example.org", subject: "Kept" });
    const [first, second] = [await crashed.send({ raw }), await crashed.send({ raw })];
    expect((await readdir(join(folder, "mails"))).sort()).toEqual(
      [first, second].flatMap((id) => [`${id}.eml`, `${id}.json`]),
    );
    await writeFile(join(folder, "mails", "torn.eml"), "From: half a ma");
    await writeFile(join(folder, "mails", "torn.new"), '{"id":"to');

    const next = await given(folder);
    const third = await next.send({ raw });
    const mails = await list(next);
    expect(mails.map((mail: { id: string }) => mail.id)).toEqual([first, second, third]);
    expect(mails[0].text.trim()).toBe("Hello");
    expect([first, second, third].toSorted()).toEqual([first, second, third]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
