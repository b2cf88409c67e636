export const words = {
  automaticSubjects: [
    "automatyczna odpowiedź",
    "odpowiedź automatyczna",
    "autoodpowiedź",
    "poza biurem",
    "nieobecność",
  ],
  optOut: {
    alone: ["stop", "rezygnuję", "wypisz", "wypisać", "wypisz mnie"],
    clauses: [
      "(proszę )?mnie (wypisać|usunąć|wykreślić|wypisz|usuń)( .{0,50})?",
      "(proszę )?(o )?(wypisać|wypisz|wypiszcie|usunąć|usuń|usuńcie|wykreślić|wypisanie|usunięcie)( proszę)? (mnie|mój (adres|e-?mail)|mojego adresu)( .{0,50})?",
      "(proszę )?(o )?nie(wysyłanie|przysyłanie)? ?(wysyłać|przysyłać|pisać|wysyłajcie|przysyłajcie|piszcie|kontaktować).{0,40}",
      "nie (chcę|życzę sobie) (już )?(otrzymywać|dostawać|więcej).{0,50}",
      "rezygnuję z .{0,40}",
    ],
  },
};
