import {
  AlreadyExistsException,
  CannotDeleteException,
  CreateReceiptRuleSetCommand,
  DeleteReceiptRuleSetCommand,
  DescribeActiveReceiptRuleSetCommand,
  DescribeReceiptRuleSetCommand,
  RuleSetDoesNotExistException,
  SESClient,
  SetActiveReceiptRuleSetCommand,
} from "@aws-sdk/client-ses";

// Each of these may be called once a second (SES API reference): the SDK's own retries wait for that.
const client = new SESClient({});

/** Name of the receipt rule set that is active in the account's region, if one is. */
export async function activeRuleSet(): Promise<string | undefined> {
  const { Metadata } = await client.send(new DescribeActiveReceiptRuleSetCommand({}));
  return Metadata?.Name;
}

/** How many rules are in a rule set; undefined when there is no such set. */
export async function rulesIn(name: string): Promise<number | undefined> {
  try {
    const { Rules = [] } = await client.send(new DescribeReceiptRuleSetCommand({ RuleSetName: name }));
    return Rules.length;
  } catch (error) {
    if (error instanceof RuleSetDoesNotExistException) return undefined;
    throw error;
  }
}

/** Makes an empty rule set; one of that name is fine. */
export async function createRuleSet(name: string): Promise<void> {
  try {
    await client.send(new CreateReceiptRuleSetCommand({ RuleSetName: name }));
  } catch (error) {
    if (!(error instanceof AlreadyExistsException)) throw error;
  }
}

/** Makes a rule set the active one, in place of any other; without a name none is, and no mail is received. */
export async function activateRuleSet(name?: string): Promise<void> {
  await client.send(new SetActiveReceiptRuleSetCommand(name === undefined ? {} : { RuleSetName: name }));
}

/** Deletes a rule set with every rule in it; one that is active stays. */
export async function deleteRuleSet(name: string): Promise<void> {
  try {
    await client.send(new DeleteReceiptRuleSetCommand({ RuleSetName: name }));
  } catch (error) {
    if (!(error instanceof CannotDeleteException)) throw error;
  }
}
