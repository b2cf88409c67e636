// Runs under any Node 18 or newer with nothing installed, hence plain JavaScript.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const lock = join(root, "package-lock.json");
const installed = join(root, "node_modules/.package-lock.json");
const javaSeen = join(root, "node_modules/.cache/leadwright/java");
const windows = process.platform === "win32";

/** npm writes its own lock file into node_modules; one that is as new as ours, or equal to it, is complete. */
function isInstalled() {
  if (!existsSync(installed) || !existsSync(join(root, "node_modules/.bin/node"))) return false;
  return statSync(installed).mtimeMs >= statSync(lock).mtimeMs || sameVersions();
}

function sameVersions() {
  const versions = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const [have, want] = [versions(installed), versions(lock)];
  const complete = Object.entries(want).every(
    ([path, { version, optional }]) => path === "" || optional || have[path]?.version === version,
  );
  // The next start then sees it by the time of the file alone.
  if (complete) writeFileSync(installed, readFileSync(installed));
  return complete;
}

function install() {
  console.log("Installing what is missing (npm ci, about 2 minutes) ...");
  const options = { cwd: root, stdio: ["ignore", "ignore", "inherit"], shell: windows };
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], options);
  if (status !== 0) fail("npm ci failed; see above.");
}

/** Asking Java takes longer than all the rest, so it is asked once per installation. */
function checkJava() {
  if (existsSync(javaSeen)) return;
  const { stderr, error } = spawnSync("java", ["-version"], { encoding: "utf8" });
  const version = error ? 0 : Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  if (version >= 17) {
    mkdirSync(dirname(javaSeen), { recursive: true });
    writeFileSync(javaSeen, String(version));
    return;
  }
  fail(`Java 17 or newer is needed for DynamoDB Local${version ? ` (found ${version})` : ""}. Install it with
  apt-get install openjdk-17-jre-headless   (Debian, Ubuntu)
  brew install openjdk@17                   (macOS)`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!isInstalled()) install();
checkJava();
