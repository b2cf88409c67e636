export const words = {
  automaticSubjects: ["automatisk svar", "fraværsmelding", "fraværende", "ikke på kontoret"],
  optOut: {
    alone: ["stopp", "avmeld", "meld av"],
    clauses: [
      "(meld|stryk|fjern|slett|avmeld) meg( av| fra)?( .{0,40})?",
      "jeg ønsker ikke (å motta )?(flere|lenger).{0,40}",
    ],
  },
};
