import { classifyFile } from "./mail-file.ts";

/** `npm run --silent mail:classify -- FILE…`: one JSON line for each mail, in the order given. */
for (const file of process.argv.slice(2)) console.log(JSON.stringify({ file, ...(await classifyFile(file)) }));
