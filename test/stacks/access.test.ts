import { describe, expect, inject, it } from "vitest";
import { InquiryId } from "../../functions/lead/model/inquiry.ts";
import { LeadId } from "../../functions/lead/model/lead.ts";
import * as keys from "../../functions/lead/store/keys.ts";
import { families } from "../../stacks/access.ts";
import { readRoles } from "../../stacks/local/iam/role.ts";
import { isLike } from "../../stacks/local/iam/statement.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";

const lead = LeadId.parse("ld_01M83T4CM0JJN7ZK24H5V1AX8F");
const inquiry = InquiryId.parse("inq_01M83T4CM0JJN7ZK24H5V1AX8F");

/** One key of each kind that functions/lead/store/keys.ts makes. */
const made = {
  leadKey: keys.leadKey(lead),
  timelineKey: keys.timelineKey(lead, "batch"),
  inquiryKey: keys.inquiryKey(lead, inquiry),
  touchKey: keys.touchKey(lead, "touch"),
  inboundReplyKey: keys.inboundReplyKey(lead, "mail"),
  noticeKey: keys.noticeKey(lead, "2026-11-23T09:00:00.000Z", "touch"),
  ownerReplyKey: keys.ownerReplyKey(lead, "answer"),
  emailKey: keys.emailKey("zoe@person.example"),
  velocityKey: keys.velocityKey("203.0.113.7", "2026-11-23T09:00"),
  acknowledgedKey: keys.acknowledgedKey("zoe@person.example"),
  phoneKey: keys.phoneKey("+35314960000"),
  handleKey: keys.handleKey({ platform: "telegram", scope: "bot", id: "5123456789" }),
  sourceCounterKey: keys.sourceCounterKey("website", "2026-11-23"),
  sourceAlertKey: keys.sourceAlertKey("website", "silent"),
  costKey: keys.costKey("website", "2026-11-01", "2026-11-30", "spring"),
  deliveryKey: keys.deliveryKey("pc_1"),
  importKey: keys.importKey("im_1"),
  taskKey: keys.taskKey("tk_1"),
  customerKey: keys.customerKey("cu_1"),
  idempotencyItemKey: keys.idempotencyItemKey("website", "hash"),
  revisionKey: keys.revisionKey("website", "hash"),
  processedEventKey: keys.processedEventKey("mail", "event"),
  sourceKey: keys.sourceKey("website"),
  ownerKey: keys.ownerKey("owner-1"),
  turnKey: keys.turnKey("sales"),
};

describe("the families of items that policies name", () => {
  it("are the partition keys that the code makes, each key in exactly one", () => {
    expect(Object.keys(made).sort()).toEqual(
      Object.keys(keys)
        .filter((name) => name.endsWith("Key"))
        .sort(),
    );
    const familiesOf = ({ pk }: { pk: string }) => Object.values(families).filter((pattern) => isLike(pk, pattern));
    expect(Object.values(made).map((key) => familiesOf(key).length)).toEqual(Object.values(made).map(() => 1));
    expect(new Set(Object.values(made).flatMap(familiesOf))).toEqual(new Set(Object.values(families)));
  });

  it("bound every action on an item of the table", () => {
    const statements = readRoles(readAssembly(inject("assembly"), "https://api.example")).flatMap(
      (it) => it.statements,
    );
    const onItems = statements.filter(
      ({ actions, resources }) =>
        actions.some((action) => /^dynamodb:\w*(Item|Query)$/.test(action)) &&
        !resources.every((it) => it.includes("/index/")),
    );
    expect(onItems.length).toBeGreaterThan(30);
    for (const { leadingKeys = [] } of onItems) {
      expect(leadingKeys.length).toBeGreaterThan(0);
      expect(leadingKeys.filter((pattern) => !Object.values<string>(families).includes(pattern))).toEqual([]);
    }
  });
});
