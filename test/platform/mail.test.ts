import { SESClient, SESServiceException } from "@aws-sdk/client-ses";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sendRaw } from "../../functions/platform/aws/mailer.ts";

afterEach(() => vi.restoreAllMocks());

/** What becomes of a mail when SES answers with an error. */
function whenSesSays(name: string, httpStatusCode: number, message = ""): ReturnType<typeof sendRaw> {
  const error = new SESServiceException({ name, message, $fault: "client", $metadata: { httpStatusCode } });
  vi.spyOn(SESClient.prototype, "send").mockImplementation(() => Promise.reject(error));
  return sendRaw({ raw: new Uint8Array(), from: "a@b.example", to: "c@d.example", configurationSet: "set", tags: {} });
}

describe("a mail that SES refuses", () => {
  it.each([
    ["Throttling", 400],
    ["AccountSendingPausedException", 400],
    ["AccessDenied", 403],
    ["SignatureDoesNotMatch", 403],
    ["InvalidClientTokenId", 403],
    ["ExpiredToken", 400],
    ["RequestExpired", 400],
  ])("for %s waits: it is none of the recipient's fault", async (name, status) => {
    expect(await whenSesSays(name, status)).toEqual({ status: "refused", again: true, reason: name });
  });

  it("because our domain is not verified waits, too", async () => {
    const said = await whenSesSays("MessageRejected", 400, "Email address is not verified.");
    expect(said).toMatchObject({ status: "refused", again: true });
  });

  it("for what it is is not tried again, and after an error of SES's own nobody knows", async () => {
    expect(await whenSesSays("MessageRejected", 400, "Bad content")).toMatchObject({ status: "refused", again: false });
    expect(await whenSesSays("InvalidParameterValue", 400)).toMatchObject({ status: "refused", again: false });
    expect(await whenSesSays("InternalFailure", 500)).toMatchObject({ status: "unknown" });
  });
});
