import { join } from "node:path";

/** Where each runtime of this test run leaves what was used of its roles. */
export const usesFolder = join(import.meta.dirname, `../node_modules/.cache/leadwright-iam-uses-${process.pid}`);
