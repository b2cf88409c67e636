// Runs under any Node 18 or newer with nothing installed, hence plain JavaScript.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const lock = join(root, "package-lock.json");
const installed = join(root, "node_modules/.package-lock.json");
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

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!isInstalled()) install();
