import type { ReadCadence } from "./cadence-file.ts";
import type { MailFile } from "./mail-file.ts";
import type { Problem } from "./problem.ts";

/** A cadence whose file has another name, steps of one name, and mails that are not there or not for a cadence. */
export function stepProblems({ file, cadence, lineOf }: ReadCadence, mails: Record<string, MailFile>): Problem[] {
  const problems: Problem[] = [];
  const add = (path: (string | number)[], field: string, message: string, mend: string) =>
    problems.push({ file, line: lineOf(path), field, message, mend });
  if (!file.endsWith(`/${cadence.name}.yaml`))
    add(["name"], "name", `the file is not called ${cadence.name}.yaml`, "Give both the same name");
  const ids = new Set<string>();
  for (const [place, { id, mail }] of cadence.steps.entries()) {
    if (ids.has(id)) add(["steps", place, "id"], `steps[${place}].id`, `another step is called ${id}`, "Rename it");
    ids.add(id);
    const purpose = mail && mails[mail]?.purpose;
    const field = `steps[${place}].mail`;
    if (mail && !purpose)
      add(["steps", place, "mail"], field, `there is no mail ${mail}`, `Write workflows/mails/${mail}/en.md`);
    if (purpose === "service" || purpose === "internal")
      add(["steps", place, "mail"], field, `${mail} is ${purpose} mail`, "Name one that is follow-up or marketing");
  }
  return problems;
}
