import * as z from "zod";
import { text } from "../config.ts";
import { logFailure } from "../observability/log.ts";

/** Something in the account that CloudFormation cannot make by itself. */
export interface CustomResource {
  /** Makes it be as it should; answers its physical id, and the attributes that `Fn::GetAtt` gives. */
  provide(): Promise<{ id: string; attributes: Record<string, string> }>;
  /** Takes it away; what is gone already, or never was, is fine. */
  withdraw(id: string): Promise<void>;
  /** What went wrong and how to mend it, for whoever reads the stack's events. */
  cure(error: unknown): string;
}

/** Where CloudFormation waits for an answer, and what the answer repeats (docs: crpg-ref-requests, crpg-ref-responses). */
const Return = z.object({ ResponseURL: z.url(), StackId: text, RequestId: text, LogicalResourceId: text });
type Return = z.infer<typeof Return>;

const Order = z.discriminatedUnion("RequestType", [
  z.object({ RequestType: z.literal("Create") }),
  z.object({ RequestType: z.literal("Update"), PhysicalResourceId: text }),
  z.object({ RequestType: z.literal("Delete"), PhysicalResourceId: text }),
]);
type Order = z.infer<typeof Order>;

interface Answer {
  Status: "SUCCESS" | "FAILED";
  PhysicalResourceId: string;
  Reason?: string;
  Data?: Record<string, string>;
}

/** Physical id of what could not be made: rolling back, CloudFormation asks to delete this. */
const neverMade = "never-made";

/** Carries out what CloudFormation asks and answers it, whatever happens. @throws Error when it cannot; Lambda tries again */
export async function serveCustomResource(resource: CustomResource, event: unknown): Promise<Answer["Status"]> {
  const to = Return.parse(event);
  const answer = await outcome(resource, event);
  await reply(to, answer);
  return answer.Status;
}

async function outcome(resource: CustomResource, event: unknown): Promise<Answer> {
  const order = Order.safeParse(event);
  if (!order.success) {
    const Reason = `CloudFormation asked for what is not understood: ${z.prettifyError(order.error)}`;
    return { Status: "FAILED", PhysicalResourceId: idIn(event), Reason };
  }
  try {
    return await carryOut(resource, order.data);
  } catch (error) {
    logFailure("not done for CloudFormation", error);
    return { Status: "FAILED", PhysicalResourceId: idIn(event), Reason: resource.cure(error).slice(0, mostOfReason) };
  }
}

async function carryOut(resource: CustomResource, order: Order): Promise<Answer> {
  if (order.RequestType === "Delete") {
    const { PhysicalResourceId } = order;
    await resource.withdraw(PhysicalResourceId);
    return { Status: "SUCCESS", PhysicalResourceId };
  }
  const { id, attributes } = await resource.provide();
  return { Status: "SUCCESS", PhysicalResourceId: id, Data: attributes };
}

const Identified = z.object({ PhysicalResourceId: text });

/** The physical id the event names. Answering another would have CloudFormation delete what is under this one. */
const idIn = (event: unknown): string => Identified.safeParse(event).data?.PhysicalResourceId ?? neverMade;

/** Characters; CloudFormation takes answers of up to 4096 bytes. */
const mostOfReason = 1000;

async function reply({ ResponseURL, ...repeated }: Return, answer: Answer): Promise<void> {
  const response = await fetch(ResponseURL, {
    method: "PUT",
    // The address is signed for a request without a content type; left to itself, fetch names one.
    headers: { "content-type": "" },
    body: JSON.stringify({ ...answer, ...repeated }),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`CloudFormation's address answered ${response.status}`);
}
