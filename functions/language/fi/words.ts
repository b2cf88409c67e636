export const words = {
  automaticSubjects: ["automaattinen vastaus", "poissa( toimistolta)?", "poissaoloilmoitus"],
  optOut: {
    alone: ["lopeta", "peruuta", "peru tilaus", "poista"],
    clauses: [
      "poista(kaa)? (minut|minun|sähköpostini|osoitteeni)( .{0,40})?",
      "(en halua|älkää|älä) (enää )?(saada|lähettäkö|lähetä|lisää).{0,40}",
      "peru(uta)?(kaa)? (tilaus|tilaukseni)",
    ],
  },
};
