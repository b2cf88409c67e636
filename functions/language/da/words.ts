export const words = {
  automaticSubjects: ["autosvar", "automatisk svar", "ikke til stede", "fravær"],
  optOut: {
    alone: ["stop", "afmeld"],
    clauses: [
      "(afmeld|fjern|slet|frameld) (mig|min (e-?mail|adresse|mail))( .{0,40})?",
      "jeg ønsker ikke (at modtage )?(flere|længere).{0,40}",
      "(send|skriv) (mig )?ikke (flere|mere).{0,30}",
    ],
  },
};
