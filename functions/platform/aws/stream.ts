import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";

type Image = NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"];

const plain = (image: Image): Record<string, unknown> | undefined =>
  image && unmarshall(image as Record<string, AttributeValue>);

/** The item of a stream record, before and after. */
export const images = ({ dynamodb }: DynamoDBRecord) => ({
  old: plain(dynamodb?.OldImage),
  new: plain(dynamodb?.NewImage),
});
