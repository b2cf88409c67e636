import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { sealToken } from "../../functions/platform/security/token.ts";
import type { Runtime } from "../../stacks/local/runtime.ts";

type App = Pick<Runtime, "url" | "awsUrl" | "assembly">;

/** The key that signs the links in mails, as the functions read it. */
export async function signingKey({ awsUrl, assembly }: App): Promise<string> {
  const secret = assembly
    .ofType("AWS::SecretsManager::Secret")
    .find(({ logicalId }) => logicalId.startsWith("SigningKey"));
  const client = new SecretsManagerClient({
    endpoint: awsUrl,
    region: assembly.region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secret?.arn }));
    if (!SecretString) throw new Error("There is no signing key");
    return SecretString;
  } finally {
    client.destroy();
  }
}

/** A link as only we can make it, such as `/s/{token}`. */
export const signedLink = async (app: App, path: string, kind: string, parts: string[]): Promise<string> =>
  `${app.url}/${path}/${sealToken(await signingKey(app), kind, parts)}`;
