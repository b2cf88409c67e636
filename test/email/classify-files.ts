import { classifyFile } from "./mail-file.ts";

/** `npm run --silent mail:classify -- FILE…`: one JSON line for each mail, in the order given. */
async function main(files: readonly string[]): Promise<void> {
  const flag = files.find((file) => file.startsWith("-"));
  if (flag)
    throw new Error(`${flag} is no flag of this command. Name files: npm run --silent mail:classify -- FILE...`);
  if (files.length === 0) throw new Error("Name one or more mails: npm run --silent mail:classify -- FILE...");
  for (const file of files) console.log(JSON.stringify({ file, ...(await classifyFile(file)) }));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
