import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const modules = join(dirname(fileURLToPath(import.meta.url)), "../../../node_modules");
const cache = join(modules, ".cache/leadwright");
/** Classes Java has read and checked once; it maps them into memory from then on, and ignores the file when it does not fit. */
const archive = join(cache, "dynamodb-local.jsa");
const list = join(cache, `dynamodb-local.${process.pid}.classes`);

/** Folder of AWS's DynamoDB Local. */
export const emulator = join(modules, "amplify-dynamodb-simulator/emulator");

/** The libraries of DynamoDB Local, as a class path from its folder; always in the same order, which the archive needs. */
export function libraries(): string[] {
  const folder = "DynamoDBLocal_lib";
  const jars = readdirSync(join(emulator, folder)).filter((name) => name.endsWith(".jar"));
  return jars.toSorted().map((jar) => join(folder, jar));
}

/** Java option that uses the archive, if there is one. */
export function sharedClasses(): string[] {
  return existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : [];
}

/** Java option that notes which classes are loaded. */
export function classList(): string {
  return `-XX:DumpLoadedClassList=${list}`;
}

/**
 * Makes the archive unless there is one.
 *
 * @param rehearse runs DynamoDB Local with `classList()`
 */
export async function prepareClasses(rehearse: () => Promise<void>): Promise<void> {
  if (existsSync(archive)) return;
  mkdirSync(cache, { recursive: true });
  await rehearse();
  const draft = `${archive}.${process.pid}`;
  // Without DynamoDBLocal.jar: its manifest puts a folder on the class path, which no archive may have.
  const classPath = libraries().join(delimiter);
  const options = [
    `-XX:SharedClassListFile=${list}`,
    `-XX:SharedArchiveFile=${draft}`,
    "-XX:+UseSerialGC",
    "-Xshare:dump",
  ];
  await promisify(execFile)("java", [...options, "-Xlog:disable", "-cp", classPath], { cwd: emulator });
  rmSync(list);
  renameSync(draft, archive);
}
