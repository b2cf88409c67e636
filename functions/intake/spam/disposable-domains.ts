import { normalizeEmail } from "../../lead/rules/identity.ts";

/** Gone in minutes, no forwarders. Each checked against npm disposable-email-domains-js (CC0, 2026-11). */
const domains = new Set(
  `0-mail.com 10mail.org 10minutemail.co.uk 10minutemail.com 10minutemail.net 1secmail.com 1secmail.net 1secmail.org
    20minutemail.com 20minutemail.it anonbox.net anonymbox.com antispam.de armyspy.com bccto.me bheps.com binkmail.com
    bobmail.info boun.cr bouncr.com bugmenot.com byom.de chacuo.net chammy.info clowmail.com cuvox.de dayrep.com
    dcctb.com deadaddress.com despam.it devnullmail.com discard.email discardmail.com discardmail.de
    disposableaddress.com dispostable.com dodgeit.com dodgit.com dpptd.com drdrb.net dropmail.me dumpmail.de
    easytrashmail.com einmalmail.de einrot.com emailfake.com emailondeck.com emailsensei.com emailtemporario.com.br
    emailtmp.com emlhub.com emlpro.com emltmp.com esiix.com ezztt.com fake-mail.ml fakeinbox.com fakemail.net
    fakemailgenerator.com fastacura.com fexbox.org fexpost.com filzmail.com fleckens.hu freemail.ms generator.email
    getairmail.com getnada.com getonemail.com grr.la guerrillamail.biz guerrillamail.com guerrillamail.de
    guerrillamail.info guerrillamail.net guerrillamail.org guerrillamailblock.com gufum.com gustr.com harakirimail.com
    hmamail.com hulapla.de icznn.com inboxalias.com inboxbear.com inboxkitten.com incognitomail.com incognitomail.org
    instant-mail.de jetable.com jetable.fr.nf jetable.net jetable.org jourrapide.com kasmail.com kismail.ru
    kurzepost.de kzccv.com laafd.com letthemeatspam.com linshiyouxiang.net lroid.com mail-temporaire.fr mail.tm
    mailbox.in.ua mailcatch.com maildrop.cc maildrop.cf maildu.de mailexpire.com mailforspam.com mailfreeonline.com
    mailhazard.com mailimate.com mailinater.com mailinator.com mailinator.net mailinator2.com mailme.lv
    mailmetrash.com mailmoat.com mailnator.com mailnesia.com mailnull.com mailpoof.com mailsac.com mailshell.com
    mailtemp.info mailtothis.com mailzilla.com meltmail.com mintemail.com minuteinbox.com moakt.com mohmal.com
    moncourrier.fr.nf monemail.fr.nf monmail.fr.nf mt2015.com muellmail.com mvrht.com mytemp.email mytrashmail.com
    nada.email nada.ltd nepwk.com no-spam.ws nobulk.com noclickemail.com nogmailspam.info nospamfor.us
    notmailinator.com nowmymail.com objectmail.com onewaymail.com oosln.com pookmail.com proxymail.eu qiott.com
    rcpt.at reallymymail.com rhyta.com rover.info rppkn.com rteet.com safetymail.info schafmail.de secretemail.de
    sharklasers.com shieldedmail.com slopsbox.com sogetthis.com spam4.me spamavert.com spambog.com spambog.de
    spambog.ru spambox.us spamcowboy.com spamday.com spamdecoy.net spamex.com spamfree24.org spamhereplease.com
    spamhole.com spamify.com spaml.com spammotel.com spamspot.com supergreatmail.com superrito.com suremail.info
    tafmail.com teleworm.us temp-mail.com temp-mail.de temp-mail.org temp-mail.ru tempail.com tempemail.com
    tempemail.net tempinbox.co.uk tempinbox.com tempmail.de tempmail.eu tempmail.it tempmail.plus tempmailo.com
    tempomail.fr temporarily.de temporaryemail.net temporaryinbox.com thankyou2010.com thisisnotmyrealemail.com
    throwam.com throwawayemailaddress.com throwawaymail.com tmail.ws tmailinator.com tmpeml.com tmpmail.net
    tmpmail.org tradermail.info trash-mail.at trash-mail.com trash-mail.de trash2009.com trashdevil.com trashemail.de
    trashmail.at trashmail.com trashmail.de trashmail.io trashmail.me trashmail.net trashmail.org trashmail.ws
    trashymail.com trbvm.com txcct.com tyldd.com uorak.com veryrealemail.com vomoto.com vusra.com wegwerfadresse.de
    wegwerfemail.com wegwerfemail.de wegwerfmail.de wegwerfmail.net wegwerfmail.org wh4f.org whyspam.me
    willhackforfood.biz willselfdestruct.com wuzup.net wuzupmail.net wwjmp.com xagloo.com xojxe.com yep.it yoggm.com
    yomail.info yopmail.com yopmail.fr yopmail.net you-spam.com zehnminutenmail.de zippymail.info zoemail.org`.split(
    /\s+/,
  ),
);

/** Whether a mail address is one to be thrown away: its domain, or one above it, is known for that. */
export function isDisposable(address: string): boolean {
  const domain = normalizeEmail(address)?.split("@")[1];
  if (domain === undefined) return false;
  const labels = domain.split(".");
  return labels.some((_, at) => domains.has(labels.slice(at).join(".")));
}
