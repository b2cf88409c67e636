import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import * as z from "zod";
import { grantsOf, grantText } from "../stacks/local/iam/grant.ts";
import { readRoles } from "../stacks/local/iam/role.ts";
import { cachedAssembly } from "../stacks/local/template/assembly-cache.ts";
import { readAssembly } from "../stacks/local/template/template.ts";
import { usesFolder } from "./uses-folder.ts";

/** What is granted though no test uses it, and why it must be. */
const needed: [RegExp, string][] = [
  [
    /^\w+ lambda:InvokeFunction .*:\*$/,
    "CDK allows a machine to call each version of a step as well as its latest; there are none",
  ],
  [
    /^(Tell|Escalate|Remind|Contact|Judge)Step dynamodb:Query \S+ LEAD#\*$/,
    "every step looks at the end of the timeline when the step of another epoch has sent the same meanwhile: a race",
  ],
  [
    /^JudgeStep (dynamodb:BatchGetItem \S+ LEAD#\*|ses:SendRawEmail .*|secretsmanager:GetSecretValue .*)$/,
    "every step sends what an earlier one could not; judging clicks itself leaves that to the next execution",
  ],
  [
    /^(InboundMail|MailFeedback|Unpacker|Importer) s3:(ListBucket|PutObject) [^/]*(\/\*)?$/,
    "Lambda writes in its function's name what that has failed at for the last time; none does in the suite",
  ],
  [
    /^(InboundMail s3:PutObject .*\/attachments|Importer s3:PutObject .*\/import-errors)\/\*$/,
    "what is attached to mails, and rows that failed: here the wider right above is what is counted for that",
  ],
  [
    /^(PlatformDoor s3:PutObject|(Unpacker|IntakeApi) s3:(Get|Delete)Object) .*\/payloads\/\*$/,
    "deliveries over 64 KB lie in the bucket; those of the suite go through the doors' handlers in the test's own process",
  ],
  [
    /^(Unpacker|IntakeApi) dynamodb:(GetItem|BatchGetItem|PutItem|UpdateItem|Query) \S+ (HANDLE|SEEN|LEAD|ONCE|POOL)#\*$/,
    "whoever opens parcels may meet any of what a platform tells: a chat's account, an edit, a token refused",
  ],
  [
    /^(Router|Sweep) states:DescribeExecution .*$/,
    "asked of a machine when a start finds its name taken, or a lead is due: which machine's is chance",
  ],
];

const Uses = z.array(z.string());

/**
 * Collects what every runtime of the suite has used of its roles, and fails the suite when something is granted that
 * nothing used and no reason stands for above. Says nothing when only a part of the suite ran, or something failed.
 */
export default function setup(project: TestProject): () => Promise<void> {
  mkdirSync(usesFolder, { recursive: true });
  return async () => {
    const used = usedGrants();
    rmSync(usesFolder, { recursive: true });
    if (!(await ranWhole(project))) return;
    const idle = (await allGrants()).filter((grant) => !used.has(grant)).sort();
    const unexplained = idle.filter((grant) => !needed.some(([pattern]) => pattern.test(grant)));
    console.log(`\nGranted and never used: ${idle.length}, without a reason: ${unexplained.length}`);
    for (const grant of unexplained) console.error(`  ${grant}`);
    if (unexplained.length > 0) process.exitCode = 1;
  };
}

async function ranWhole(project: TestProject): Promise<boolean> {
  const { testFiles } = await project.globTestFiles();
  const modules = project.vitest.state.getTestModules();
  const passed = modules.filter((module) => module.ok() && [...module.children.allTests("skipped")].length === 0);
  return passed.length >= testFiles.length;
}

const usedGrants = (): Set<string> =>
  new Set(
    readdirSync(usesFolder).flatMap((file) => Uses.parse(JSON.parse(readFileSync(join(usesFolder, file), "utf8")))),
  );

const allGrants = async (): Promise<string[]> =>
  grantsOf(readRoles(readAssembly(await cachedAssembly(), "https://api.example"))).map(grantText);
