/* Data, by language: incomplete by nature. Entries are words side by side; in scripts without spaces, a part of a name. */

/** They have left a list. */
export const leftWords = `unsubscribe, unsubscribed, unsubscribes, unsubscription, opt out, opts out, opted out, opting out, optout, optedout, suppressed, suppression list, removed from list
  abgemeldet, abmelden, abmeldung, abbestellt, abbestellen, abbestellung, ausgetragen, austragung, werbesperre, kontaktsperre, mailsperre, emailsperre, newslettersperre, werbewiderspruch, widersprochen, robinsonliste, robinson liste
  désinscrit, désinscrite, désinscrire, désinscription, désabonné, désabonnée, désabonner, désabonnement, désabonnez
  dado de baja, dada de baja, darse de baja, de baja, baja email, baja correo, baja newsletter, baja boletín, desuscrito, desuscrita, desuscribir, desuscribirse, cancelar suscripción, lista robinson
  disiscritto, disiscritta, disiscrizione, disiscrivi, disiscrivimi, annullato iscrizione
  descadastrado, descadastrada, descadastrar, descadastramento, cancelar inscrição, inscrição cancelada, cancelar subscrição, subscrição cancelada
  afgemeld, afmelden, afmelding, uitgeschreven, uitschrijven, uitschrijving, wypisany, wypisana, wypisz, wypisano, rezygnacja z newslettera
  odhlášen, odhlášena, odhlásit, odhlášení, odhlášeno, dezabonat, dezabonată, dezabonare, dezabonează
  отписан, отписана, отписался, отписалась, отписаться, отписка, отписано, отказ от рассылки, отказ от рассылок, отказался от рассылки
  відписаний, відписана, відписався, відписалася, відписатися, відписка, відмова від розсилки
  ապաբաժանորդագրված, ապաբաժանորդագրվել, բաժանորդագրությունը չեղարկված, չեղարկել բաժանորդագրությունը, հրաժարված
  إلغاء الاشتراك, الغاء الاشتراك, ألغى الاشتراك, الغي الاشتراك, غير مشترك, ملغى الاشتراك
  abonelikten çık, abonelikten çıktı, abonelikten çıkmış, abonelikten ayrıl, aboneliği iptal, abonelik iptal, listeden çık, listeden çıktı
  avregistrerad, avregistrera, avprenumererad, avprenumerera, avanmäld, avanmäl, afmeldt, afmeld, frameldt, avmeldt, avmeld
  peruutettu tilaus, peruuttanut tilauksen, poistunut listalta, suoramarkkinointikielto, markkinointikielto, הסרה מרשימת, הוסר מרשימת, ביטול מנוי, הסרה מדיוור
  退订, 退訂, 取消订阅, 取消訂閱, 拒收, 配信停止, 配信解除, 購読解除, 登録解除, 受信拒否, 수신거부, 수신 거부, 구독취소, 구독 취소, 구독 해지`;

/** They are not to be written to. */
export const refusalWords = `do not contact, dont contact, don't contact, do not email, dont email, don't email, do not mail, dont mail, don't mail, do not send, don't send, do not market, do not solicit, do not disturb, donotcontact, donotemail, donotmail, dnc, never contact, never email, never mail, never send, never write
  no newsletter, no newsletters, no marketing, no promotions, no offers, no advertising, no solicitation
  do not want, dont want, don't want, do not wish, don't wish, would not like, prefer not to receive, rather not receive, stop emails, stop mailing, remove me
  keine werbung, keine mailings, keine newsletter, kein newsletter, keinen newsletter, keine angebote, keine neuigkeiten, keine kontaktaufnahme, nicht kontaktieren, nicht anschreiben, nicht anmailen, nicht mailen
  ne pas contacter, ne plus contacter, ne pas envoyer, ne plus envoyer, ne pas écrire, ne pas démarcher, pas de newsletter, pas de publicité, pas de prospection, ne souhaite pas, ne souhaite plus, ne veux pas, ne veux plus, je refuse
  no contactar, no enviar, no escribir, no molestar, no deseo, no desea, no quiero, no quiere, no recibir, no publicidad, sin publicidad, sin newsletter
  non contattare, non inviare, non scrivere, non desidero, non desidera, non voglio, non vuole, niente newsletter, niente pubblicità, no pubblicità
  não contactar, não contatar, não enviar, não escrever, não perturbar, não desejo, não deseja, não quero, não receber, sem publicidade, sem newsletter
  niet mailen, niet contacteren, niet benaderen, geen nieuwsbrief, geen nieuwsbrieven, geen reclame, wil geen
  nie kontaktować, nie wysyłać, nie pisać, nie chcę, nie życzę, bez newslettera, brak zgody, sprzeciw wobec
  nekontaktovat, neposílat, nezasílat, nepsat, nepřeji, nechci, bez newsletteru, nesouhlasím
  nu contacta, nu contactați, nu trimite, nu trimiteți, nu doresc, nu vreau, fără newsletter
  не писать, не беспокоить, не связываться, не присылать, не отправлять, не контактировать, не хочу, не желаю, без рассылки, без рассылок, без рекламы
  не писати, не турбувати, не надсилати, не контактувати, не зв'язуватися, не хочу, не бажаю, без розсилки
  չկապվել, չգրել, չուղարկել, չեմ ցանկանում, չեմ ուզում
  لا تتصل, لا تراسل, لا ترسل, لا ترسلوا, عدم التواصل, عدم الاتصال, عدم الإرسال, عدم المراسلة, لا أرغب, لا أريد
  iletişime geçme, iletişime geçmeyin, iletişim kurma, mail gönderme, mail göndermeyin, eposta gönderme, eposta göndermeyin, istemiyorum, istemiyor
  kontakta inte, kontakta ej, maila inte, mejla inte, inga utskick, inget nyhetsbrev, ingen reklam, vill inte, kontakt ikke, ikke kontakt, intet nyhedsbrev, ingen nyhetsbrev, ingen reklame, ønsker ikke
  älä ota yhteyttä, ei uutiskirjettä, ei mainoksia, en halua, לא לשלוח, אין לשלוח, לא ליצור קשר, אין ליצור קשר, לא מעוניין, לא מעוניינת
  不要联系, 不要聯繫, 请勿联系, 請勿聯繫, 勿联系, 勿發, 不接收, 拒绝接收, メール不要, 連絡不要, 配信不要, 送信不可, 連絡不可, 希望しない, 연락 금지, 연락금지, 원하지 않`;

/** Beside news or offers, in a short name, these turn the wish round: "newsletter declined". */
export const deniedWords = `not, stop, stopped, declined, decline, refused, refuse, refusal, denied, deny, rejected, reject, rejection, withdrawn, withdraw, withdrawal, revoked, revoke, cancelled, canceled, cancel, cancellation, blocked, block, blacklist, blacklisted, blocklist, exclude, excluded, exclusion, objection, objected, object to, opposed, suppress, disabled, forbidden, prohibited
  nicht, kein, keine, keinen, abgelehnt, ablehnen, ablehnung, lehne, widerspruch, widerspreche, widerrufen, widerruf, verweigert, verweigerung, gesperrt, sperre, sperren, blockiert, gekündigt, kündigung, kündigen, gestoppt, stoppen, deaktiviert, verboten, untersagt, ausgeschlossen
  pas, refus, refusé, refusée, refuser, retiré, retirée, révoqué, révoquée, bloqué, bloquée, annulé, annulée, interdit, interdite, opposition, rejeté, rejetée
  rechazo, rechazado, rechazada, rechazar, revocado, revocada, bloqueado, bloqueada, cancelado, cancelada, retirado, retirada, oposición, anulado, anulada, prohibido, prohibida
  rifiuto, rifiutato, rifiutata, rifiuta, revocato, revocata, bloccato, bloccata, annullato, annullata, opposizione, negato, vietato, recuso, recusa, recusado, recusada, revogado, revogada, oposição, negado, negada, não
  niet, geen, geweigerd, weiger, weigeren, ingetrokken, geblokkeerd, opgezegd, opzeggen, bezwaar, gestopt, afgewezen, verboden, nie, odmowa, odmawiam, odrzucono, cofnięta, cofnięto, wycofana, zablokowany, zablokowane, sprzeciw, rezygnuję
  odmítnuto, odmítám, odmítnutí, odvoláno, zrušeno, zablokováno, nesouhlas, refuz, refuzat, retras, anulat, blocat
  не, отказ, отказываюсь, отказался, отказалась, отклонено, отозвано, отменено, отмена, заблокировано, запрет, запрещено, відмова, відмовляюсь, відхилено, скасовано, заблоковано, заборонено
  հրաժարում, մերժում, մերժված, չեղարկված, արգելված, رفض, مرفوض, لا, ملغى, محظور, reddedildi, reddediyorum, iptal, engellendi, değil, yasak, hayır
  inte, ej, nekad, nekat, avböjt, avböjer, avslaget, spärrad, spärrat, blockerad, återkallat, avbeställd, ikke, afvist, afslået, afslå, blokeret, tilbagetrukket, avvist, avslått, blokkert, reservert, ei, kielletty, kieltäydyn, estetty, peruutettu, peruttu
  לא, סירוב, מסרב, מסרבת, חסום, חסומה, 不要, 不想, 不愿, 不願, 不希望, 不需要, 不同意, 不订阅, 不訂閱, 拒绝, 拒絕, 取消, 禁止, 停止, 拒否, しない, 解除, 不可, 거부, 않, 거절, 취소, 해지, 차단`;

/** What one is not to miss is offered all the same: "do not miss our news". */
export const missWords = `miss, only, just, verpassen, verpasse, versäumen, nur, manquer, manquez, rater, ratez, pas que, perder, perderme, pierda, perdere, perderti, perca, missen, mis, przegapić, przegap, zmeškat, zmeškejte, nezmeškat, rata, ratați, пропустить, пропускать, пропускайте, пропустити, пропускати, missa, gå miste, glipp, kaçırma, kaçırmayın, menetä, 错过, 錯過, 逃さ, 見逃, 놓치`;

/** As a name of a box a refusal; as a value it may say no more than that nobody was reached. */
export const absenceWords = `no contact, no email, no emails, no mail, no mails, no mailings, kein kontakt, keinen kontakt, keine mails, keine emails, pas d'email, pas d'emails, pas de mail, pas de mails, geen contact, geen mail, geen mails, geen email, geen emails, no correos, ei sähköpostia`;

/** Beside these a name only says that one may leave: "you can unsubscribe at any time". */
export const anyTimeWords = `any time, anytime, at any moment, jederzeit, tout moment, cualquier momento, qualsiasi momento, qualquer momento, elk moment, ieder moment, każdej chwili, kdykoli, kdykoliv, oricând, любое время, любой момент, будь який, ցանկացած պահի, أي وقت, dilediğim zaman, istediğim zaman, när som helst, når som helst, milloin tahansa, בכל עת, 随时, 隨時, いつでも, 언제든지`;

/** News, offers, contact by us. */
export const offerWords = `newsletter, newsletters, news, updates, offers, promotions, promotional, promos, special deals, mailing list, mailinglist, mailings, subscribe, subscribed, opt in, opted in, optin
  marketing consent, consent marketing, marketing email, marketing emails, email marketing, marketing opt, marketing communication, marketing communications, marketing permission, marketing permissions, marketing messages, receive marketing, accepts marketing, accept marketing, acceptsmarketing, marketingconsent, emailconsent, marketingoptin, emailoptin, accepts email marketing, marketing accepted, marketing allowed, marketing agreed
  email consent, consent email, email permission, email allowed, consent to contact, contact consent, permission to contact, may contact, can contact, be contacted, contact me, write to me, send me, email me, receive emails, receive email, keep me informed, keep me updated, keep me posted, stay informed, keep in touch, stay in touch
  infobrief, rundbrief, neuigkeiten, angebote, werbung, werbeeinwilligung, werbemails, infomails, informiert werden, auf dem laufenden, kontaktiert werden, kontaktieren, kontaktaufnahme, anschreiben
  infolettre, lettre d'information, actualités, nouveautés, offres, bons plans, prospection, publicité, être contacté, être contactée, être recontacté, être recontactée, me contacter, me recontacter, m'abonner, s'abonner
  boletín, boletines, novedades, ofertas, promociones, noticias, publicidad, comunicaciones comerciales, información comercial, suscribirme, suscribirse, ser contactado, ser contactada, contactarme
  novità, offerte, promozioni, notizie, comunicazioni commerciali, informazioni commerciali, iscrivimi, iscrivermi, essere contattato, essere contattata, essere ricontattato, contattatemi, contattarmi
  novidades, promoções, notícias, boletim, comunicações comerciais, subscrever, receber emails, ser contactado, ser contatado, ser contatada
  nieuwsbrief, nieuwsbrieven, nieuws, aanbiedingen, op de hoogte, gecontacteerd, contact met mij, contact opnemen
  biuletyn, oferty, ofert, promocje, promocji, nowości, nowościach, informacje handlowe, informacji handlowych, zgoda marketingowa, kontakt ze mną
  novinky, novinkách, nabídky, nabídek, obchodní sdělení, obchodních sdělení, kontaktovat, noutăți, noutățile, oferte, ofertele, promoții, comunicări comerciale, să fiu contactat, abonare
  рассылка, рассылку, рассылки, рассылок, новости, новостей, новостях, акции, акциях, предложения, предложениях, предложений, подписаться, подписка, подписку, связаться со мной, связались со мной, свяжитесь со мной
  розсилка, розсилку, розсилки, новини, новин, акції, пропозиції, підписатися, підписка, підписку, зв'язатися зі мною, зв'язалися зі мною
  նորություններ, նորություններին, առաջարկներ, տեղեկագիր, տեղեկագրին, բաժանորդագրվել, բաժանորդագրություն, կապվել ինձ, կապվեք ինձ
  النشرة, النشرة البريدية, نشرة, الأخبار, أخبار, العروض, عروض, التسويق, رسائل تسويقية, اشترك, الاشتراك, تواصلوا معي, التواصل معي
  bülten, bültene, bültenine, haberler, haberdar, kampanya, kampanyalar, kampanyalardan, fırsatlar, fırsatlardan, ticari ileti, ticari elektronik ileti, abone, iletişime geçilmesini
  nyhetsbrev, nyheter, erbjudanden, kontakta mig, kontaktas, prenumerera, nyhedsbrev, nyheder, kontakt mig, kontaktes, tilmeld, meld meg på, uutiskirje, uutiskirjeen, tarjouksia, saa ottaa yhteyttä
  ניוזלטר, עדכונים, מבצעים, דיוור, 订阅, 訂閱, 优惠, 優惠, 促销, 促銷, 邮件列表, メルマガ, メールマガジン, お知らせ, ニュースレター, 뉴스레터, 소식, 광고성 정보, 마케팅 수신`;

/** Terms and their like: whoever accepts them has agreed to no mail (LIFECYCLE.md section 4). */
export const termsWords = `privacy, terms, conditions, cookie, cookies, policy, legal notice, disclaimer, personal data, data protection, data processing, processing of data, process my data, processing data, terms of service, terms of use, tos, eula, keyedHash
  datenschutz, datenschutzerklärung, datenschutzbestimmungen, datenschutzhinweise, datenverarbeitung, verarbeitung meiner, agb, agbs, nutzungsbedingungen, geschäftsbedingungen, impressum
  confidentialité, données personnelles, données à caractère personnel, traitement de mes données, cgu, cgv, mentions légales, conditions générales
  privacidad, datos personales, tratamiento de datos, tratamiento de mis datos, protección de datos, aviso legal, términos, condiciones, aviso de privacidad
  informativa, trattamento dei dati, trattamento dati, dati personali, termini, condizioni, privacidade, dados pessoais, tratamento de dados, proteção de dados, termos, condições
  privacybeleid, privacyverklaring, persoonsgegevens, voorwaarden, gegevensverwerking, prywatności, danych osobowych, dane osobowe, regulamin, regulaminu
  osobních údajů, osobní údaje, zpracování údajů, ochrana údajů, obchodní podmínky, podmínkami, date personale, datelor personale, datelor cu caracter personal, confidențialitate, termenii, termeni
  персональных данных, персональные данные, обработка данных, обработку данных, обработку персональных, политика, политикой, политику, политики, условия, условиями, оферта, оферты, офертой, соглашение, соглашения, соглашением
  персональних даних, персональні дані, обробку даних, політика, політикою, політику, умови, умовами, оферта, угода, угоду
  անձնական տվյալների, անձնական տվյալներ, գաղտնիության, պայմաններին, պայմանները, الخصوصية, البيانات الشخصية, الشروط, شروط, الأحكام, سياسة
  kişisel verilerin, kişisel veri, aydınlatma metni, gizlilik, koşulları, koşullar, sözleşme, sözleşmesi, çerez, personuppgifter, integritetspolicy, villkor, villkoren, persondata, persondatapolitik, privatlivspolitik, betingelser, personvern, personopplysninger, vilkår, tietosuoja, tietosuojaseloste, käyttöehdot
  תקנון, פרטיות, תנאי שימוש, 隐私, 隱私, 条款, 條款, 个人信息, 個人資料, プライバシー, 利用規約, 個人情報, 개인정보, 이용약관, 약관`;

/** Laws on data: with nothing else said, a box that names one is about them. */
export const lawWords = `gdpr, dsgvo, rgpd, lgpd, rodo, kvkk, ccpa`;

/** A name with one of these asks or tells of something about news or mail. */
export const aboutWords = `date, time, timestamp, when, how, why, what, which, who, where, number, count, rate, many, much, frequency, source, channel, budget, plan, type, format, version, text, wording, provider, tool, platform, software, ip, url, link, token, key, id, hash, page, topic, topics
  datum, uhrzeit, zeitpunkt, anzahl, häufigkeit, quelle, wie, wann, warum, fecha, cuándo, cómo, cantidad, quand, comment, combien, fréquence, quando, come, dato, data, дата, время, сколько, как, когда, կամսաթիվ, تاريخ, متى, كيف, tarih, tarihi, nasıl`;

/** How a question begins that is about the person and no box to tick. */
export const questionWords = `do you have, do you send, do you use, do you run, do you offer, have you, did you, are you, does your, is your, haben sie, hast du, versenden sie, avez vous, est ce que vous avez, tiene, tienen, avete, tem`;

/** Names of columns that say where somebody stands. */
export const statusWords = `status, state, estado, estatus, statut, état, stato, stav, stare, stan, статус, состояние, стан, կարգավիճակ, الحالة, حالة, durum, durumu, tila, סטטוס, 状态, 狀態, ステータス, 상태`;

export const noWords = `0, 00, false, f, no, n, off, none, null, nil, undefined, nan, never, not set, unknown, n/a, na, unchecked, unticked, not opted out, -, –, —, subscribed, active, opted in, opt in, nein, falsch, non, faux, nee, nie, fałsz, ne, nu, fals, não, nao, falso, нет, ложь, ні, ոչ, لا, hayır, nej, nei, ei, לא, 否, 不, 无, いいえ, 아니오, 아니요, 아니`;

export const yesWords = `1, true, t, yes, y, on, x, ok, checked, ticked, set, ✓, ✔, ☑, ✅, ja, wahr, oui, vrai, sí, si, sì, verdadero, vero, sim, verdadeiro, tak, prawda, ano, da, adevărat, да, истина, так, այո, نعم, evet, joo, kyllä, כן, 是, はい, 예, 네`;
