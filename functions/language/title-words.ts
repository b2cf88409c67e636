/** By language, without dots. Data: incomplete by nature. A word that is a name too, such as "Don" or "Earl", is left out. */
export const titlesBefore = `mr, mrs, ms, miss, mx, sir, madam, dame, dr, prof, professor, doctor, rev, reverend, hon, capt, captain, col, lt, sgt
  herr, herrn, frau, fräulein, hr, fr, frl, mag, ing, dipl, dipl-ing, dipl-kfm, dkfm, med, phil, jur, rer, nat
  monsieur, madame, mademoiselle, mme, mlle, mgr, maître, me, docteur, professeur
  señor, señora, señorita, sr, sra, srta, doña, dña, doctora, profesor, profesora, licenciado, lic
  signor, signora, signorina, sig, sigra, dott, dottssa, dottoressa, avv, geom, arch, egregio, gentile
  senhor, senhora, doutor, doutora, dra, exmo, exma, engenheiro, eng, meneer, mevrouw, mijnheer, dhr, mevr, mw, drs, ir, mr-drs
  pan, pani, panna, inż, mgr, pán, paní, slečna, mudr, judr, phdr, bc, domnul, doamna, domnișoara, dl, dna, dra, dlui
  господин, госпожа, господа, г-н, г-жа, гн, гжа, товарищ, доктор, д-р, профессор, проф, пан, пані, добродій, доктор, професор
  պարոն, տիկին, օրիորդ, պրն, տկն, դոկտոր, պրոֆեսոր, السيد, السيدة, الآنسة, سيد, سيدة, الدكتور, الدكتورة, دكتور, دكتورة, د, الأستاذ, الأستاذة, أستاذ, أ, المهندس, م, الشيخ, الحاج
  bay, bayan, sayın, doktor, profesör, doç, av, herra, rouva, neiti, fru, fröken, hra, rva, kyrios, κύριος, κύριε, κυρία, κος, κα, δρ, kirios, מר, גברת, גב, דר, פרופ`;

export const titlesAfter = `jr, junior, sr, senior, ii, iii, iv, esq, esquire, phd, md, dds, jd, llm, mba, msc, bsc, cpa, csc, drsc, dr, prof, mr, mrs, herr, frau
  bey, hanım, beyefendi, hanımefendi, 先生, 女士, 小姐, 太太, 様, さま, 殿, さん, くん, ちゃん, 氏, 씨, 님, 선생님, 사장님`;

/** Titles that stand behind a name without a space. */
export const titlesJoined = ["先生", "女士", "小姐", "太太", "様", "さま", "さん", "선생님", "사장님", "님", "씨"];

/** Parts of a family name that are written small inside a name. */
export const particles = `van, von, vom, der, den, dem, de, du, des, da, das, do, dos, di, del, della, dello, dei, degli, la, le, las, los, el, al, ul, bin, bint, ibn, ter, ten, te, zu, zum, zur, af, av, y, e, i, och`;

/** With one of these a family name begins: nobody is called by it alone. */
export const familyFirst = `van, von, vom, der, den, de, del, della, du, ter, ten, zu, bin, ibn, el`;

/** What is no first name without the word behind it. */
export const firstHalves = `abd, abdul, abdel, abu, umm, عبد, أبو, ابو, أم, ابن`;
