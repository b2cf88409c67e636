// Runs under any Node 18 or newer with nothing installed, hence plain JavaScript. What it says goes to standard error: the
// output of a script is its own.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const lock = join(root, "package-lock.json");
/** What npm writes last, when everything is there. */
const installed = join(root, "node_modules/.package-lock.json");
/** What was found complete last, so that it need not be looked at again. */
const seen = join(root, "node_modules/.cache/leadwright/installed");
/** Holds the id of the npm that installs at the moment. */
const busy = join(root, ".sst/installing");
const windows = process.platform === "win32";

const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

function write(file, text, options) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, options);
}

const packagesIn = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

const wanted = () => Object.entries(packagesIn(lock)).filter(([path, { optional }]) => path !== "" && !optional);

const isThere = (path) => existsSync(join(root, path, "package.json"));

/** Whether every package is there in its version. The files' times say nothing: a checkout touches them. */
function isInstalled() {
  if (!existsSync(installed) || !existsSync(join(root, "node_modules/.bin/node"))) return false;
  const print = createHash("sha256").update(readFileSync(lock)).update(readFileSync(installed)).digest("hex");
  if (read(seen) === print) return true;
  const have = packagesIn(installed);
  const complete = wanted().every(([path, { version }]) => have[path]?.version === version && isThere(path));
  if (complete) write(seen, print);
  return complete;
}

/** On a terminal one line that is kept up to date, elsewhere one plain line. */
function showProgress() {
  const began = performance.now();
  const paths = wanted().map(([path]) => path);
  const says = (how) => `Installing what is missing (npm ci, about 2 minutes) ...${how}`;
  if (!process.stderr.isTTY) {
    process.stderr.write(`${says("")}\n`);
    return () => undefined;
  }
  const beat = setInterval(() => {
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stderr.write(
      `\r\u001b[K${says(` ${paths.filter(isThere).length} of ${paths.length} packages, ${seconds} s`)}`,
    );
  }, 500);
  return () => {
    clearInterval(beat);
    process.stderr.write("\r\u001b[K");
  };
}

async function runNpm() {
  // Were it killed half-way, nothing may say that all is there.
  for (const file of [installed, seen]) rmSync(file, { force: true });
  const options = { cwd: root, stdio: ["ignore", "ignore", "pipe"], shell: windows };
  const npm = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], options);
  if (npm.pid) write(busy, String(npm.pid));
  let said = "";
  npm.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const status = await new Promise((resolve) => npm.on("close", resolve).on("error", resolve));
  if (status !== 0 || !isInstalled()) fail(`${said}\nThe installation failed (npm ci); see above.`);
}

async function install() {
  const stop = showProgress();
  try {
    await runNpm();
  } finally {
    rmSync(busy, { force: true });
    stop();
  }
}

const runs = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Whether this process may install: nobody else does. One that was killed is nobody. */
function isMine() {
  try {
    write(busy, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const other = Number(read(busy) ?? 0);
    // Between making the file and writing into it lies a moment.
    const isNew = Date.now() - (statSync(busy, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 2000;
    if (!isNew && (other === 0 || !runs(other))) rmSync(busy, { force: true });
    return false;
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

while (!isInstalled()) {
  if (isMine()) await install();
  else await pause(500);
}
