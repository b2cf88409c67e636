export const words = {
  automaticSubjects: [
    "automatisch antwoord",
    "automatische beantwoording",
    "afwezig(heid)?( bericht|sbericht)?",
    "niet op kantoor",
  ],
  optOut: {
    alone: ["stop", "afmelden", "uitschrijven", "afmelding"],
    clauses: [
      "(ik wil (mij|me|graag) (graag )?)(afmelden|uitschrijven)( .{0,40})?",
      "(schrijf|meld) (mij|me) (a\\.?u\\.?b\\.? |graag |alstublieft )?(uit|af)( .{0,40})?",
      "(verwijder|haal) (mij|me|mijn (e-?mail)?adres) (uit|van) .{0,40}",
      "(stuur|mail|schrijf) (mij|me) (geen|niet|niets) .{0,40}",
      "(ik wil )?geen (e-?)?mails?( meer)?( ontvangen)?( meer)?",
      "(ik wil )geen .{0,30} meer( ontvangen)?",
    ],
  },
};
