import * as z from "zod";
import { listen, readBody } from "../stacks/local/http/http-port.ts";

/** What CloudFormation asks of a custom resource, besides what is the same each time. */
export interface Order {
  RequestType?: string;
  PhysicalResourceId?: string;
}

const Answer = z.strictObject({
  Status: z.enum(["SUCCESS", "FAILED"]),
  Reason: z.string().min(1).optional(),
  PhysicalResourceId: z.string().min(1),
  Data: z.record(z.string(), z.string()).optional(),
  StackId: z.literal("arn:aws:cloudformation:eu-west-1:123456789012:stack/prod-leadwright-Inbound/1"),
  RequestId: z.string(),
  LogicalResourceId: z.literal("ActiveRuleSet"),
});

/** What CloudFormation was told. */
export type Told = Pick<z.infer<typeof Answer>, "Status" | "Reason" | "PhysicalResourceId" | "Data">;

/** A stack with one custom resource. CloudFormation invokes its function, and hears nothing but what is put at its address. */
export async function aStack(invoke: (event: object) => Promise<unknown>) {
  const told = new Map<string, Told>();
  let status = 200;
  let requests = 0;
  const door = await listen(0, async (request, response) => {
    const body = await readBody(request);
    // The address is signed for these.
    if (request.method !== "PUT" || request.headers["content-type"] !== "") return response.writeHead(403).end();
    if (status === 200) {
      const { RequestId, Status, Reason, PhysicalResourceId, Data } = Answer.parse(JSON.parse(String(body)));
      told.set(RequestId, { Status, Reason, PhysicalResourceId, Data });
    }
    response.writeHead(status).end();
  });
  const eventOf = (order: Order, RequestId: string) => ({
    ServiceToken: "arn:aws:lambda:eu-west-1:123456789012:function:RuleSetKeeper",
    ResponseURL: `${door.url}/answer?X-Amz-Signature=1`,
    StackId: "arn:aws:cloudformation:eu-west-1:123456789012:stack/prod-leadwright-Inbound/1",
    RequestId,
    LogicalResourceId: "ActiveRuleSet",
    ResourceType: "Custom::ActiveRuleSet",
    ResourceProperties: {},
    ...order,
  });
  return {
    /** What CloudFormation is told of an order. */
    asks: async (order: Order): Promise<Told> => {
      const id = `request-${++requests}`;
      await invoke(eventOf(order, id));
      const answer = told.get(id);
      if (!answer) throw new Error("CloudFormation was told nothing, and waits for an hour");
      return answer;
    },
    /** What becomes of the function itself, when CloudFormation's address answers with a status, or the event is another. */
    invoked: async (order: Order, when: { addressAnswers?: number; event?: object } = {}): Promise<unknown> => {
      status = when.addressAnswers ?? 200;
      try {
        return await invoke(when.event ?? eventOf(order, `request-${++requests}`));
      } finally {
        status = 200;
      }
    },
    stop: () => door.stop(0),
  };
}
