import type { TestProject } from "vitest/node";
import { cachedAssembly } from "../stacks/local/template/assembly-cache.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the application's cloud assembly. */
    assembly: string;
  }
}

/** Synthesizes the application once for all test files: `inject("assembly")`. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide("assembly", await cachedAssembly());
}
