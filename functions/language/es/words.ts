export const words = {
  automaticSubjects: ["respuesta automática", "fuera de (la )?oficina", "ausente de la oficina", "mensaje automático"],
  optOut: {
    alone: ["baja", "stop", "darme de baja", "dar de baja", "cancelar suscripción"],
    clauses: [
      "(quiero |quisiera |deseo |solicito |pueden |me gustaría )?(dar(me|nos)?|den(me)?|dé(me|nme)|me den|dame|ser dad[oa]) de baja( .{0,50})?",
      "(eliminen?|elimíne(n)?me|borren?|bórre(n)?me|quíte(n)?me|sáque(n)?me|retíre(n)?me)( mi (correo|dirección|e-?mail))? de (su|la|esta|vuestra) (lista|base).{0,40}",
      "no (me )?(envíen?|manden?|escriban?|contacten?)(me)? (más|mas|nada).{0,40}",
      "no (quiero|deseo) (recibir )?(más )?(correos|mensajes|e-?mails|publicidad).{0,40}",
      "(dejen|deje) de (enviarme|mandarme|escribirme|contactarme).{0,40}",
    ],
  },
};
