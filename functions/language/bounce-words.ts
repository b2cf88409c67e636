/** Subjects of non-delivery reports that do not follow RFC 3464, by language (RULES.md BNC-7). Data: incomplete by nature. */
export const bounceSubject = new RegExp(
  [
    "undeliver(ed|able)",
    "non remis",
    "delivery (status notification|failure|failed|has failed|report|problem|notification)",
    "mail delivery (failed|failure|system|subsystem|error)",
    "(message|mail) (could )?not (be )?(delivered|deliverable)",
    "failure notice",
    "failed delivery",
    "returned (mail|to sender)",
    "returning message to sender",
    "message status - undeliverable",
    "mail system error",
    "unzustellbar",
    "nicht zugestellt",
    "zustellung fehlgeschlagen",
    "échec de (la )?remise",
    "échec de livraison",
    "non distribué",
    "message non délivré",
    "no se (puede|pudo) entregar",
    "error de entrega",
    "no entregado",
    "correo devuelto",
    "mancato recapito",
    "impossibile recapitare",
    "recapito non riuscito",
    "não (foi )?(entregue|entregável)",
    "falha na entrega",
    "onbestelbaar",
    "niet (bezorgd|afgeleverd)",
    "nie można dostarczyć",
    "niedostarczon",
    "wiadomość niedostarczona",
    "kunde inte levereras",
    "olevererbart",
    "kunne ikke leveres",
    "kan ikke leveres",
    "nedoručiteln",
    "недоставлен",
    "не доставлено",
    "не удалось доставить",
    "teslim edilemedi",
    "退信",
    "投递失败",
    "配信不能",
    "配達できません",
    "전송 실패",
    "반송",
  ].join("|"),
  "iu",
);

/** What the body of such a report says when its subject does not. */
export const bounceText =
  /(could ?n[o']t|unable to|was not|not be(en)?|cannot be|failed to) (be )?deliver|permanent (fatal )?(error|failure)|delivery (has )?failed|undeliverable|(recipient|address) (was )?rejected|\b5\d\d[ -]5\.\d+\.\d+/i;

export const mailSystem = /^(mailer-daemon|postmaster|mail-daemon|maildaemon|microsoftexchange[0-9a-f]+|mailsystem)@/i;

/** What a mail system says without an enhanced status code, in the order in which it is tried. */
export const saidOfAddress: readonly [RegExp, "hard" | "soft" | "block"][] = [
  [
    /user unknown|unknown user|no such (user|recipient|mailbox|address)|(user|recipient|mailbox|address|account)( \S+)? (was )?(not found|does(n't| not) exist|is unknown|unknown)|does not exist|doesn't exist|mailbox unavailable|invalid (recipient|mailbox)|address rejected|no mailbox here|account (is )?(disabled|closed|inactive)|null mx|domain (name )?not found|host(name)? (unknown|not found)|unbekannter empfänger|existiert nicht|n'existe pas|no existe|inesistente|não existe/i,
    "hard",
  ],
  [
    /quota|mailbox( is)? full|over ?quota|is full|insufficient storage|too large|try again|temporar|timed? ?out|deferred/i,
    "soft",
  ],
  [
    /spam|block(ed|list)|black ?list|policy|reputation|dmarc|spf|dkim|not authenticated|content rejected|access denied/i,
    "block",
  ],
];
