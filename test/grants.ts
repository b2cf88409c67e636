import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { Uses } from "../stacks/local/iam/authority.ts";
import { grantsOf, grantText } from "../stacks/local/iam/grant.ts";
import { type Role, readRoles } from "../stacks/local/iam/role.ts";
import { cachedAssembly } from "../stacks/local/template/assembly-cache.ts";
import { readAssembly } from "../stacks/local/template/template.ts";
import { type Needed, needed } from "./needed.ts";
import { usesFolder } from "./uses-folder.ts";

/**
 * Collects what every runtime of the suite has used of its roles. Fails the suite when a function was denied something, though
 * its caller may have said nothing of it; and when something is granted that nothing used and no reason stands for in
 * needed.ts, or a reason there has nothing to stand for: of these it says nothing when only a part of the suite ran, or
 * something failed.
 */
export default function setup(project: TestProject): () => Promise<void> {
  mkdirSync(usesFolder, { recursive: true });
  return async () => {
    const uses = usesOf(usesFolder);
    rmSync(usesFolder, { recursive: true });
    const roles = readRoles(readAssembly(await cachedAssembly(), "https://api.example"));
    const wrong = deniedTo(roles, uses);
    if (await ranWhole(project)) {
      const { explained, faults } = idleGrants(roles, uses, needed);
      console.log(`\nGranted and never used, with a reason: ${explained.length}`);
      for (const line of explained) console.log(`  ${line}`);
      wrong.push(...faults);
    }
    for (const line of wrong) console.error(`  ${line}`);
    if (wrong.length > 0) process.exitCode = 1;
  };
}

/** What the functions of these roles were denied. Tests that provoke a denial do so with an app of their own, whose functions are none of them. */
export function deniedTo(roles: readonly Role[], uses: readonly Uses[]): string[] {
  const bearers = new Set(roles.map(({ bearer }) => bearer));
  const denied = uses.flatMap((one) => one.denied).filter(({ bearer }) => bearers.has(bearer));
  return [...new Set(denied.map((grant) => `denied: ${grantText(grant)}`))].sort();
}

/** What nothing has used of what these roles grant, each with its reason; and what is wrong with grants and reasons. */
export function idleGrants(
  roles: readonly Role[],
  uses: readonly Uses[],
  reasons: readonly Needed[],
): { explained: string[]; faults: string[] } {
  const used = new Set(uses.flatMap((one) => one.used));
  const idle = grantsOf(roles)
    .map(grantText)
    .filter((grant) => !used.has(grant))
    .sort();
  const found = idle.map((grant) => ({ grant, reason: reasons.find(({ what }) => what.test(grant)) }));
  const stale = reasons.filter(({ what, byChance }) => !byChance && !idle.some((grant) => what.test(grant)));
  return {
    explained: found.flatMap(({ grant, reason }) => (reason ? [`${grant}: ${reason.why}`] : [])),
    faults: [
      ...found.flatMap(({ grant, reason }) => (reason ? [] : [`granted and never used, without a reason: ${grant}`])),
      ...stale.map(({ what }) => `needed.ts gives a reason for what is used, or not granted: ${what.source}`),
    ],
  };
}

async function ranWhole(project: TestProject): Promise<boolean> {
  const { testFiles } = await project.globTestFiles();
  const modules = project.vitest.state.getTestModules();
  const passed = modules.filter((module) => module.ok() && [...module.children.allTests("skipped")].length === 0);
  return passed.length >= testFiles.length;
}

const usesOf = (folder: string): Uses[] =>
  readdirSync(folder).map((file) => Uses.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))));
