export const words = {
  automaticSubjects: [
    "resposta automática",
    "ausência( temporária| do escritório)?",
    "fora do escritório",
    "ausente",
    "mensagem automática",
  ],
  optOut: {
    alone: ["sair", "parar", "cancelar", "descadastrar", "remover", "cancelar inscrição", "cancelar subscrição"],
    clauses: [
      "(quero |gostaria de |desejo |favor )?(me )?(descadastrar|descadastrem?|cancelar a (minha )?(inscrição|subscrição))(-me)?( .{0,50})?",
      "(favor )?(remova|removam|retirem?|tirem?|excluam?)(-me| me| meu (e-?mail|endereço))? (da|de|do|desta|dessa) .{0,50}",
      "não (me )?(enviem?|mandem?|escrevam?|contactem?|contatem?)(-me)? mais.{0,40}",
      "não (quero|desejo) (mais )?receber.{0,50}",
      "parem? de (me )?(enviar|mandar|escrever).{0,40}",
    ],
  },
};
