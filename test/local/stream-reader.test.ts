import { afterEach, describe, expect, it, vi } from "vitest";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { StreamProgress } from "../../stacks/local/stream/stream-progress.ts";
import { StreamReader } from "../../stacks/local/stream/stream-reader.ts";
import type { ShardPage } from "../../stacks/local/stream/stream-shard.ts";
import { source } from "./event-source.ts";

const failed = (error: unknown): void => {
  throw error;
};

afterEach(() => {
  vi.useRealTimers();
});

describe("a reader of a stream", () => {
  it("stops without another rest when it is told to in the middle of reading", async () => {
    vi.useFakeTimers();
    const page = Promise.withResolvers<ShardPage>();
    const reader = new StreamReader({
      source,
      region: "eu-west-1",
      partitionKey: "pk",
      clock: new VirtualClock({ mode: "manual", from: 0, failed }),
      shards: { next: () => page.promise },
      progress: new StreamProgress(undefined),
      lanes: [],
      table: "Leads",
      failed,
    });
    const stopped = reader.stop();
    page.resolve({ shard: "first", records: [] });
    await expect(stopped).resolves.toBeUndefined();
  });
});
