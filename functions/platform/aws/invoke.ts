import { endpointOf, signer } from "./signed.ts";

const base = endpointOf("lambda");

/** Has another Lambda do a piece of work, without waiting (`Event`: AWS tries three times). @throws Error when not accepted */
export async function invokeAsync(functionArn: string, work: object): Promise<void> {
  const response = await signer("lambda").fetch(
    `${base}/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`,
    {
      method: "POST",
      headers: { "content-type": "application/json", "x-amz-invocation-type": "Event" },
      body: JSON.stringify(work),
    },
  );
  if (!response.ok) throw new Error(`Lambda answered ${response.status} to an Invoke`);
}
