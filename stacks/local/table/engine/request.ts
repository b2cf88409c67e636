import type { ConditionNode } from "./condition.ts";
import type { Path } from "./path.ts";
import type { Section } from "./update.ts";
import type { Attributes, AttributeValue } from "./value.ts";

// Requests after validation: shapes hold, numbers are in normal form, expressions are parsed.

export interface Conditioned {
  _condition?: { expression: ConditionNode; nestedPaths: Record<string, true> };
  ReturnValuesOnConditionCheckFailure?: "ALL_OLD" | "NONE";
}

export interface PutRequest extends Conditioned {
  TableName: string;
  Item: Attributes;
  ReturnValues?: "ALL_OLD" | "NONE";
}

export interface KeyRequest extends Conditioned {
  TableName: string;
  Key: Attributes;
  ReturnValues?: "ALL_OLD" | "NONE";
}

export interface UpdateRequest extends Conditioned {
  TableName: string;
  Key: Attributes;
  ReturnValues?: "ALL_NEW" | "ALL_OLD" | "UPDATED_NEW" | "UPDATED_OLD" | "NONE";
  _updates?: { sections: Section[]; paths: Path[]; nestedPaths: Record<string, true> };
}

export interface Projected {
  _projection?: { paths: Path[]; nestedPaths: Record<string, true> };
}

export interface GetRequest extends Projected {
  TableName: string;
  Key: Attributes;
  ConsistentRead?: boolean;
}

export interface KeyCondition {
  ComparisonOperator: string;
  AttributeValueList: AttributeValue[];
}

export interface PageRequest extends Projected {
  _filter?: { expression: ConditionNode; pathHeads: Record<string, true>; nestedPaths: Record<string, true> };
  Limit?: number;
  Select?: string;
}

export interface ScanRequest extends PageRequest {
  TableName: string;
  ExclusiveStartKey?: Attributes;
}

export interface QueryRequest extends PageRequest {
  TableName: string;
  IndexName?: string;
  KeyConditions: Record<string, KeyCondition>;
  _keyCondition?: { expression: ConditionNode };
  ConsistentRead?: boolean;
  ScanIndexForward?: boolean;
  ExclusiveStartKey?: Attributes;
}

export interface BatchGetRequest {
  RequestItems: Record<string, Projected & { Keys: Attributes[]; ConsistentRead?: boolean }>;
}

export interface BatchWriteRequest {
  RequestItems: Record<string, { PutRequest?: { Item: Attributes }; DeleteRequest?: { Key: Attributes } }[]>;
}

export interface Requests {
  PutItem: PutRequest;
  DeleteItem: KeyRequest;
  ConditionCheck: KeyRequest;
  UpdateItem: UpdateRequest;
  GetItem: GetRequest;
  Query: QueryRequest;
  Scan: ScanRequest;
  BatchGetItem: BatchGetRequest;
  BatchWriteItem: BatchWriteRequest;
}
