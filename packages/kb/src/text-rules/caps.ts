import type { TextFault, TextRule } from './text-rule.ts'

/** Words in capitals shout. Acronyms, file formats and names of screens in quotation marks do not. */
export const caps: TextRule = {
  id: 'caps',
  find(text, { visible, locale, vocabulary, acronyms }) {
    const faults: TextFault[] = []
    const quoted = quotations(text)
    const isAcronym = (word: string): boolean => ACRONYMS.has(word) || acronyms?.has(word) === true
    const isShouted = (word: string): boolean =>
      !isAcronym(word) &&
      ((SHOUTED[locale]?.has(word) ?? false) ||
        (word.length >= 5 && vocabulary?.has(word.toLowerCase()) === true) ||
        (word.length >= 7 && /[AEIOUYÀ-Ý]/.test(word)))
    for (const { start, end, words } of runsOfCapitals(visible)) {
      if (quoted.some((quote) => quote.start <= start && end <= quote.end)) continue
      const shouted = words.filter((word) => !isAcronym(word))
      const letters = shouted.join('').length
      const long = shouted.some((word) => word.length >= 4)
      if (!(words.length > 1 && long && letters >= 8) && !words.some(isShouted)) continue
      const found = text.slice(start, end)
      const lower = found.replace(WORD, (word) => (isAcronym(word) ? word : word.toLowerCase()))
      const replacement = beginsSentence(text, start) ? lower.charAt(0).toUpperCase() + lower.slice(1) : lower
      faults.push({ start, end, sentence: 'caps', values: { found, replacement }, replacement })
    }
    return faults
  },
}

const WORD = /\p{L}+/gu

/** Neighbouring words of two letters or more, all in capitals. */
function runsOfCapitals(text: string): { start: number; end: number; words: string[] }[] {
  const runs: { start: number; end: number; words: string[] }[] = []
  for (const { 0: word, index } of text.matchAll(/(?<![\p{L}\p{N}]|\p{Lu}-)\p{Lu}{2,}(?![\p{L}\p{N}])/gu)) {
    const last = runs.at(-1)
    const between = last && text.slice(last.end, index)
    if (
      last &&
      between !== undefined &&
      /^(?:[\s\u00a0]?['’,-]?[\s\u00a0]?|[\s\u00a0]\p{Lu}['’][\s\u00a0]?)$/u.test(between)
    ) {
      last.end = index + word.length
      last.words.push(word)
    } else runs.push({ start: index, end: index + word.length, words: [word] })
  }
  return runs
}

/** Names of buttons, statuses and labels stand in quotation marks and are written as on the screen. */
function quotations(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/«[^«»\n]*»|“[^“”\n]*”|"[^"\n]*"/g)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }))
}

function beginsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?…\n]|\n[-*+\d.)]*)[\s\u00a0*_«"“]*$/.test(text.slice(Math.max(0, at - 12), at))
}

/** Acronyms of the trade that read as words. */
const ACRONYMS = new Set(
  (
    'ADEME ANCV APR BIC CAD CAO CB CE CESU CGU CGV CHF CNIL CVV DDP DEEE DGCCRF DHL DPD DPO DROM DSS EAN EORI EUR FAQ FSC GBP ' +
    'GDPR GLS GTIN HDMI HT HTML HTTP HTTPS IBAN IMEI INSEE IOSS ISBN JPEG JPG LED MEAN NFC NVDA OHADA OSS PABLO PCI PDF PEFC PIN ' +
    'PLA PNG QR RAEE RCS RGAA RGPD RIB RMA SAS SARL SAV SEPA SIREN SIRET SKU SMS SSL STEP STL STOP SWIFT TAEG TNT TOM TTC TVA ' +
    'UE UPS URL USB USD VAT VPN WCAG WEEE XML ZIP'
  ).split(' '),
)

/** Short words that are only ever in capitals to shout. */
const SHOUTED: Readonly<Record<string, ReadonlySet<string>>> = {
  fr: new Set(
    'PAS TRÈS TRES TOUT TOUS RIEN NON VOUS NOUS MERCI SEUL GRATUIT IMPORTANT ATTENTION URGENT AUCUN JAMAIS AVANT APRÈS'.split(
      ' ',
    ),
  ),
  en: new Set(
    'NOT ALL VERY ONLY MUST NEVER FREE YOU WE NO YES DO NOW PLEASE ALWAYS URGENT BEFORE AFTER WARNING NOTE'.split(
      ' ',
    ),
  ),
}
