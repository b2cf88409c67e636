import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalMailbox, isSameMailbox } from "../../functions/lead/rules/mailbox.ts";

describe("the mailbox an address leads to", () => {
  it.each([
    ["jane.doe@gmail.com", "janedoe@gmail.com"],
    ["jane.doe+roof@gmail.com", "janedoe@gmail.com"],
    ["janedoe@googlemail.com", "janedoe@gmail.com"],
    ["jane.doe+a@outlook.com", "jane.doe@outlook.com"],
    ["jane+a@hotmail.co.uk", "jane@hotmail.co.uk"],
    ["jane+a@icloud.com", "jane@icloud.com"],
    ["jane+a@fastmail.com", "jane@fastmail.com"],
    ["jane+a@proton.me", "jane@proton.me"],
    ["jane.doe+a@firm.example", "jane.doe+a@firm.example"],
    ["+a@gmail.com", "+a@gmail.com"],
  ])("%s is %s", (address, mailbox) => expect(canonicalMailbox(address)).toBe(mailbox));

  it("is its own mailbox", () => {
    const address = fc
      .tuple(fc.stringMatching(/^[a-z0-9.+]{1,20}$/), fc.constantFrom("gmail.com", "outlook.com", "firm.example"))
      .map((parts) => parts.join("@"));
    fc.assert(fc.property(address, (one) => isSameMailbox(one, canonicalMailbox(one))));
  });
});
