export const words = {
  automaticSubjects: [
    "automatische antwort",
    "automatische r(ü|ue)ckmeldung",
    "abwesenheitsnotiz",
    "abwesenheit(snachricht|smeldung|sassistent)?",
    "abwesend",
    "nicht im b(ü|ue)ro",
    "außer haus",
  ],
  optOut: {
    alone: ["stop+", "stopp", "abmelden", "abbestellen", "austragen", "abmeldung", "kündigen"],
    clauses: [
      "(ich möchte (mich|den newsletter|ihre mails) |(bitte )?melden sie mich |melde mich )(bitte )?(vo[nm] .{0,40} )?(ab(melden|bestellen)?|austragen)( .{0,30})?",
      "(nehmen sie|nimm|streichen sie|entfernen sie|löschen sie|tragen sie) mich( bitte)? (aus|von) .{0,50}",
      "(mich |meine (e-?mail-?)?adresse )?aus .{0,40}(verteiler|liste|newsletter|datenbank|kartei) (zu )?(nehmen|streichen|löschen|entfernen|austragen)",
      "(löschen sie|entfernen sie) (bitte )?meine (e-?mail-?)?(adresse|daten).{0,40}",
      "keine (weiteren )?(e-?)?(mails?|nachrichten|werbung|newsletter)( mehr)?( bitte)?( an mich)?( schicken| senden)?",
      "(schreiben|schicken|senden|mailen) sie mir( bitte)? (nicht|keine|nichts) .{0,40}",
      "(ich )?(möchte|will|wünsche) (ich )?keine (weiteren )?.{0,40}(mehr|erhalten|bekommen).{0,20}",
      "kontaktieren sie mich( bitte)? nicht( mehr)?( .{0,20})?",
    ],
  },
};
