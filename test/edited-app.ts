import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** All that is synthesized from. */
const sources = ["functions", "workflows", "stacks", "sst.config.ts", "package.json", "tsconfig.json"];

/** A copy of this project, and the cloud assembly that is synthesized from it. */
export interface EditedApp {
  assembly: string;
  remove(): void;
}

/**
 * Synthesizes the app from a copy of this project in which somebody has edited files.
 *
 * @param edit changes files; it is given the copy's folder
 * @throws Error with what synthesis printed
 */
export async function anEditedApp(edit: (folder: string) => void): Promise<EditedApp> {
  const folder = mkdtempSync(join(tmpdir(), "leadwright-edited-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  for (const source of sources) cpSync(join(root, source), join(folder, source), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const assembly = join(folder, "assembly");
  try {
    edit(folder);
    const { NODE_OPTIONS: _, ...env } = process.env;
    await promisify(execFile)(process.execPath, [join(folder, "stacks/local/synth.ts"), "--out", assembly], {
      cwd: folder,
      env,
    });
    return { assembly, remove };
  } catch (error) {
    remove();
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new Error(said, { cause: error });
  }
}
