/** What one lead costs until lead and owner are told, and what its owner's answer adds. */
export interface Spent {
  /** DynamoDB requests by caller and operation. */
  dynamoRequests: Record<string, number>;
  transitions: number;
}

export interface Machine {
  cpu: string;
  cores: number;
  node: string;
  at: string;
  /** Programs that wanted a core in the minute before; rates of a busy machine say little. */
  loadBefore: number;
}
