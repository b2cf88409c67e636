import { contacts, declines, doesTask } from "../script/sales.ts";
import type { Part } from "../script/script.ts";
import { asks } from "../script/website.ts";

/** Only a phone number: the same life, made of her owner's tasks instead of mails. */
export function rosa(): Part {
  const person = { name: "Rosa Almeida", phone: "+351 21 555 0166" };
  return {
    person,
    expected: "has no mail: her owner gets a task for each step; she lives too far away, a kind goodbye by phone",
    scenes: [
      { at: "P2DT10M", play: (stage) => asks(stage, person, { message: "I do not write mails. Please call." }) },
      {
        at: "P2DT13M",
        play: (stage) =>
          contacts(
            stage,
            person,
            { outcome: "attempted", channel: "call", note: "engaged" },
            { what: "See whether she was reached", in: "P14D" },
          ),
      },
      { at: "P3DT1H", play: (stage) => doesTask(stage, person, "engaged again") },
      {
        at: "P5DT1H",
        play: async (stage) => {
          await doesTask(stage, person, "she is there");
          await contacts(stage, person, { outcome: "reached", channel: "call", note: "her house is near Lisbon" });
          await declines(stage, person, "out-of-area", "too far for our roofers");
        },
      },
      { at: "P6DT1H", play: (stage) => doesTask(stage, person, "named a roofer near her") },
    ],
    checks: (evidence) => {
      const seen = evidence.of(person);
      const [lead] = seen.leads;
      return {
        "one lead": seen.leads.length === 1 && lead?.email === undefined,
        "promise kept": seen.minuteOf("sla.met") === 3,
        "no mail but to sales": seen.mails.length > 0 && seen.mails.every(({ to }) => to[0]?.endsWith("@team.example")),
        "two attempts and a goodbye as tasks, all done":
          seen.facts("task.created").length === 3 && seen.facts("task.done").length === 3,
        "archived for good": seen.stages === "new working declined archived" && lead?.reason === "out-of-area",
      };
    },
  };
}
