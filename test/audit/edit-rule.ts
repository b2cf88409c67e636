import { each, type Rule } from "./rule.ts";

/** What somebody else has changed between a read and a write is there still; of an item that began anew nothing is. */
export const edits: Rule<"edits"> = {
  name: "edits",
  says: "what was changed between a read and a write of it is there still",
  examine: ({ edits: made, marked }) =>
    each(made, ({ pk, sk, mark, version }) => {
      const item = marked.get(`${pk} ${sk}`);
      const isThere = !item || item.version < version || item.rivals.has(mark);
      return isThere ? [] : [`${pk} ${sk} has lost the edit ${mark} of its version ${version}`];
    }),
};
