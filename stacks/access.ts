import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { IGrantable } from "aws-cdk-lib/aws-iam";

/** What a function may do with the table that reads leads and changes them in transactions. None deletes, none scans. */
export const mayChangeLeads = (table: ITable, grantee: IGrantable) =>
  table.grant(
    grantee,
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:ConditionCheckItem",
  );
