/** What people say who want no more mail, in one language (RULES.md UNS-10). */
export interface OptOut {
  /** Enough when it is all they say. */
  alone: string[];
  /** A clause of its own, from its first word to its last. */
  clauses: string[];
}

/** By language, in Latin letters. Data: incomplete by nature. */
export const latinOptOuts: Record<string, OptOut> = {
  en: {
    alone: ["stop", "stop it", "unsubscribe", "remove", "opt[- ]?out", "cancel my subscription", "end", "quit"],
    clauses: [
      "(i('d| would) (like|want) (you )?to |i want (you )?to |can you |could you |you can )?unsubscribe( me| this (e-?mail )?address)?( (from|to) .{0,60})?",
      "(i('d| would) (like|want) to |i want to |i )?opt[- ]?out( of .{0,60})?",
      "opt me out( of .{0,60})?",
      "(can you |could you |i('d| would) like you to )?(remove|delete|take) (me|my (e-?mail )?(address|e-?mail|details|name|data))( off| out)?( (from|of|off))? (your|this|the|all|any)( \\w+){0,3} (lists?|database|mailings?|e-?mails?|crm|system|newsletter)",
      "(can you |could you )?take me off( (your|this|the) .{0,30})?",
      "remove me",
      "stop (sending|writing|e-?mailing|mailing|messaging|contacting|spamming)( to)?( me| us)?( .{0,40})?",
      "stop (these|the|your|all) (e-?mails?|messages|mails?|mailings?)",
      "(do not|don['’]?t|never) (ever )?(e-?mail|mail|write( to)?|contact|message|send)( me| us)( (any|again|any ?more|more|further).{0,40})?",
      "no (more|further) (e-?mails?|mails?|messages|mailings?)( .{0,30})?",
      "(i )?(do not|don['’]?t) (want|wish) (to (receive|get)|you to (send|write|e-?mail|contact))( me)? (any|more|your|these|further|e-?mails?|mails?|again|any ?more).{0,50}",
      "leave me alone",
      "(i('d| would) (like|want) to |i want to |can i |could i )?be (removed|deleted|unsubscribed|taken off)( (from|off) .{0,50})?",
    ],
  },
  de: {
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
  fr: {
    alone: ["stop+", "désabonnement", "désinscription", "désinscrire", "désabonner", "me désinscrire", "me désabonner"],
    clauses: [
      "(je (souhaite|veux|voudrais) |merci de |veuillez |pouvez-vous )?(me |vous |de me )?(désabonner|désinscrire|désabonnez(-moi)?|désinscrivez(-moi)?)( .{0,50})?",
      "(merci de |veuillez |de )?(me )?(retirer|supprimer|enlever|retirez-moi|supprimez-moi|enlevez-moi)( mon (adresse|mail|e-?mail).{0,20})? (de|des) (votre|vos|la|cette) (liste|listes|base|fichier|mailings?).{0,40}",
      "(merci de |veuillez )?ne (plus |me |pas )+(m['’])?(envoyer|contacter|écrire|recevoir|solliciter|contactez|écrivez|envoyez).{0,40}",
      "ne m['’](envoyez|écrivez|contactez) (plus|pas).{0,30}",
      "je ne (veux|souhaite) (plus|pas) (recevoir|être contacté).{0,50}",
    ],
  },
  es: {
    alone: ["baja", "stop", "darme de baja", "dar de baja", "cancelar suscripción"],
    clauses: [
      "(quiero |quisiera |deseo |solicito |pueden |me gustaría )?(dar(me|nos)?|den(me)?|dé(me|nme)|me den|dame|ser dad[oa]) de baja( .{0,50})?",
      "(eliminen?|elimíne(n)?me|borren?|bórre(n)?me|quíte(n)?me|sáque(n)?me|retíre(n)?me)( mi (correo|dirección|e-?mail))? de (su|la|esta|vuestra) (lista|base).{0,40}",
      "no (me )?(envíen?|manden?|escriban?|contacten?)(me)? (más|mas|nada).{0,40}",
      "no (quiero|deseo) (recibir )?(más )?(correos|mensajes|e-?mails|publicidad).{0,40}",
      "(dejen|deje) de (enviarme|mandarme|escribirme|contactarme).{0,40}",
    ],
  },
  it: {
    alone: ["stop", "cancellami", "cancellatemi", "disiscrivimi", "disiscrivetemi", "cancellazione", "disiscrizione"],
    clauses: [
      "(vorrei |voglio |desidero |chiedo di )?(disiscriver(mi|ci)|cancellar(mi|ci)|annullare (la mia )?iscrizione|essere (cancellat[oa]|rimoss[oa]))( .{0,50})?",
      "(cancella|cancellate|rimuovi|rimuovete|toglie|togliete|elimina|eliminate)(te)?mi (da|dalla|dalle|dal) .{0,50}",
      "non (inviate|mandate|scrivete|contattate)(mi|temi)? più.{0,40}",
      "non (mi )?(inviate|mandate|scrivete|contattate) più.{0,40}",
      "non (voglio|desidero) (più )?(ricevere|essere contattat[oa]).{0,50}",
    ],
  },
  pt: {
    alone: ["sair", "parar", "cancelar", "descadastrar", "remover", "cancelar inscrição", "cancelar subscrição"],
    clauses: [
      "(quero |gostaria de |desejo |favor )?(me )?(descadastrar|descadastrem?|cancelar a (minha )?(inscrição|subscrição))(-me)?( .{0,50})?",
      "(favor )?(remova|removam|retirem?|tirem?|excluam?)(-me| me| meu (e-?mail|endereço))? (da|de|do|desta|dessa) .{0,50}",
      "não (me )?(enviem?|mandem?|escrevam?|contactem?|contatem?)(-me)? mais.{0,40}",
      "não (quero|desejo) (mais )?receber.{0,50}",
      "parem? de (me )?(enviar|mandar|escrever).{0,40}",
    ],
  },
  nl: {
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
  pl: {
    alone: ["stop", "rezygnuję", "wypisz", "wypisać", "wypisz mnie"],
    clauses: [
      "(proszę )?mnie (wypisać|usunąć|wykreślić|wypisz|usuń)( .{0,50})?",
      "(proszę )?(o )?(wypisać|wypisz|wypiszcie|usunąć|usuń|usuńcie|wykreślić|wypisanie|usunięcie)( proszę)? (mnie|mój (adres|e-?mail)|mojego adresu)( .{0,50})?",
      "(proszę )?(o )?nie(wysyłanie|przysyłanie)? ?(wysyłać|przysyłać|pisać|wysyłajcie|przysyłajcie|piszcie|kontaktować).{0,40}",
      "nie (chcę|życzę sobie) (już )?(otrzymywać|dostawać|więcej).{0,50}",
      "rezygnuję z .{0,40}",
    ],
  },
  sv: {
    alone: ["stopp", "avregistrera", "avsluta", "avanmäl"],
    clauses: [
      "(avregistrera|avanmäl|ta bort|stryk) (mig|min (e-?post)?adress)( .{0,40})?",
      "(skicka|maila|mejla) (mig )?(inte|inga) .{0,40}",
      "jag vill inte (ha|få) (fler|mer|några) .{0,30}",
      "inga fler (mail|mejl|utskick).{0,20}",
    ],
  },
  da: {
    alone: ["stop", "afmeld"],
    clauses: [
      "(afmeld|fjern|slet|frameld) (mig|min (e-?mail|adresse|mail))( .{0,40})?",
      "jeg ønsker ikke (at modtage )?(flere|længere).{0,40}",
      "(send|skriv) (mig )?ikke (flere|mere).{0,30}",
    ],
  },
  no: {
    alone: ["stopp", "avmeld", "meld av"],
    clauses: [
      "(meld|stryk|fjern|slett|avmeld) meg( av| fra)?( .{0,40})?",
      "jeg ønsker ikke (å motta )?(flere|lenger).{0,40}",
    ],
  },
  fi: {
    alone: ["lopeta", "peruuta", "peru tilaus", "poista"],
    clauses: [
      "poista(kaa)? (minut|minun|sähköpostini|osoitteeni)( .{0,40})?",
      "(en halua|älkää|älä) (enää )?(saada|lähettäkö|lähetä|lisää).{0,40}",
      "peru(uta)?(kaa)? (tilaus|tilaukseni)",
    ],
  },
  cs: {
    alone: ["stop", "odhlásit", "odhlaste"],
    clauses: [
      "(prosím )?(odhlaste|odhlásit|vyřaďte|vymažte|smažte) (mě|mne|mou adresu)( .{0,40})?",
      "(prosím )?(neposílejte|nezasílejte|nepište) (mi )?.{0,40}",
      "nepřeji si .{0,40}",
    ],
  },
  tr: {
    alone: ["dur", "abonelikten çık", "listeden çık"],
    clauses: [
      "(beni )?(listeden|listenizden|abonelikten) (çıkar|çıkarın|çıkartın|çıkmak istiyorum).{0,20}",
      "(bana )?(artık |bir daha )?(e-?posta|mail|mesaj) (göndermeyin|atmayın|yollamayın)",
      "(artık )?(e-?posta|mail) almak istemiyorum",
    ],
  },
};
