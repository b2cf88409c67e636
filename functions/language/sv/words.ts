export const words = {
  automaticSubjects: ["autosvar", "automatiskt svar", "frånvaro(meddelande)?", "frånvarande", "ej på kontoret"],
  optOut: {
    alone: ["stopp", "avregistrera", "avsluta", "avanmäl"],
    clauses: [
      "(avregistrera|avanmäl|ta bort|stryk) (mig|min (e-?post)?adress)( .{0,40})?",
      "(skicka|maila|mejla) (mig )?(inte|inga) .{0,40}",
      "jag vill inte (ha|få) (fler|mer|några) .{0,30}",
      "inga fler (mail|mejl|utskick).{0,20}",
    ],
  },
};
