import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take long for their size. */
const long =
  /test\/(hostile-text|chaos\/chaos-run|journeys\/(raised-cadences|any-life|confirm)|local\/(story|runtime)|intake\/doors\/)/;

/**
 * Begins with the files that take longest, so that at the end no worker is left alone with one of them; one that is soon over
 * comes before, so that somebody who watches sees that it goes on.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    const [first, ...others] = bySize.filter((file) => !isLong(file));
    return [...(first ? [first] : []), ...bySize.filter(isLong), ...others];
  }
}
