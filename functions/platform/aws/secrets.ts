import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const client = new SecretsManagerClient({});
const known = new Map<string, Promise<string>>();

async function fetch(id: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  if (!SecretString) throw new Error(`Secret ${id} is empty`);
  return SecretString;
}

/** The value of a secret, read once in this function's life. A failed read is tried again by the next caller. */
export function readSecret(id: string): Promise<string> {
  const value = known.get(id) ?? fetch(id);
  known.set(id, value);
  value.catch(() => known.delete(id));
  return value;
}
