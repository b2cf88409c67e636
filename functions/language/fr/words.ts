export const words = {
  automaticSubjects: ["réponse automatique", "absence du bureau", "absente? du bureau", "message d['’]absence"],
  optOut: {
    alone: ["stop+", "désabonnement", "désinscription", "désinscrire", "désabonner", "me désinscrire", "me désabonner"],
    clauses: [
      "(je (souhaite|veux|voudrais) |merci de |veuillez |pouvez-vous )?(me |vous |de me )?(désabonner|désinscrire|désabonnez(-moi)?|désinscrivez(-moi)?)( .{0,50})?",
      "(merci de |veuillez |de )?(me )?(retirer|supprimer|enlever|retirez-moi|supprimez-moi|enlevez-moi)( mon (adresse|mail|e-?mail).{0,20})? (de|des) (votre|vos|la|cette) (liste|listes|base|fichier|mailings?).{0,40}",
      "(merci de |veuillez )?ne (plus |me |pas )+(m['’])?(envoyer|contacter|écrire|recevoir|solliciter|contactez|écrivez|envoyez).{0,40}",
      "ne m['’](envoyez|écrivez|contactez) (plus|pas).{0,30}",
      "je ne (veux|souhaite) (plus|pas) (recevoir|être contacté).{0,50}",
    ],
  },
};
