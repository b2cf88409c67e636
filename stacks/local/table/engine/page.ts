import { holds } from "./condition.ts";
import type { Stored } from "./item-store.ts";
import { project } from "./path.ts";
import type { PageRequest } from "./request.ts";
import type { Attributes } from "./value.ts";

/** A page ends with the item that brings it to this size. */
const mostBytes = 1024 * 1024;

/** One page of what a query or a scan passes: as much as its limit and DynamoDB's allow. */
export class ItemPage {
  readonly #request: PageRequest;
  readonly #found: Attributes[] = [];
  #scanned = 0;
  #bytes = 0;
  #last: Attributes | undefined;
  #isWhole = true;

  constructor(request: PageRequest) {
    this.#request = request;
  }

  /** Takes the next item; false when it belongs to the next page. */
  take({ item, bytes }: Stored): boolean {
    const { Limit, _filter } = this.#request;
    if (this.#scanned === Limit || this.#bytes >= mostBytes) {
      this.#isWhole = false;
      return false;
    }
    this.#scanned++;
    this.#bytes += bytes;
    this.#last = item;
    if (!_filter || holds(_filter.expression, item)) this.#found.push(item);
    return true;
  }

  /** @param keyOf the key that the next page begins after */
  answer(keyOf: (last: Attributes) => Attributes): object {
    const { Limit, Select, _projection } = this.#request;
    // A page that its limit has ended does not know whether more would come.
    const ended = this.#isWhole && this.#scanned !== Limit;
    const items = _projection ? this.#found.map((item) => project(item, _projection.paths)) : this.#found;
    return {
      ...(Select === "COUNT" ? {} : { Items: items }),
      Count: items.length,
      ScannedCount: this.#scanned,
      ...(!ended && this.#last && { LastEvaluatedKey: keyOf(this.#last) }),
    };
  }
}
