export const words = {
  automaticSubjects: ["risposta automatica", "fuori (sede|ufficio)", "assenza dall['’]ufficio", "assente"],
  optOut: {
    alone: ["stop", "cancellami", "cancellatemi", "disiscrivimi", "disiscrivetemi", "cancellazione", "disiscrizione"],
    clauses: [
      "(vorrei |voglio |desidero |chiedo di )?(disiscriver(mi|ci)|cancellar(mi|ci)|annullare (la mia )?iscrizione|essere (cancellat[oa]|rimoss[oa]))( .{0,50})?",
      "(cancella|cancellate|rimuovi|rimuovete|toglie|togliete|elimina|eliminate)(te)?mi (da|dalla|dalle|dal) .{0,50}",
      "non (inviate|mandate|scrivete|contattate)(mi|temi)? più.{0,40}",
      "non (mi )?(inviate|mandate|scrivete|contattate) più.{0,40}",
      "non (voglio|desidero) (più )?(ricevere|essere contattat[oa]).{0,50}",
    ],
  },
};
