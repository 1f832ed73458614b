import { visibleText } from '../text-rules/visible-text.ts'

/** A figure in a text, with what it means whatever the language writes it. */
export interface Fact {
  readonly kind: 'price' | 'percentage' | 'date' | 'number' | 'phone'
  /** The same in every language: `4.9`, `20`, `6/1`, `0261910042`. */
  readonly value: string
  /** As it is written. */
  readonly text: string
  /** Offset in the text. */
  readonly index: number
}

/**
 * The prices, percentages, dates, telephone numbers and other numbers of a text.
 *
 * @param text in the Markdown subset
 * @param language `fr` or any other; decides whether a comma is a decimal sign
 */
export function factsOf(text: string, language: string): Fact[] {
  let rest = visibleText(text).replace(/[\u00a0\u202f\u2009]/g, ' ')
  const facts: Fact[] = []
  const english = language === 'en'
  const take = (
    pattern: RegExp,
    read: (match: RegExpExecArray) => Pick<Fact, 'kind' | 'value'> | undefined,
  ): void => {
    rest = rest.replace(pattern, (...args: unknown[]) => {
      const found = String(args[0])
      const index = args.findLast((argument) => typeof argument === 'number')
      const match = new RegExp(pattern.source, pattern.flags.replace('g', '')).exec(found)
      const fact = match ? read(match) : undefined
      if (!fact || typeof index !== 'number') return found
      facts.push({ ...fact, text: text.slice(index, index + found.length).trim(), index })
      return ' '.repeat(found.length)
    })
  }
  const number = (written: string): string => numberOf(written, english)
  const amount = english
    ? '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
    : '\\d{1,3}(?:[ .]\\d{3})+(?!\\d)(?:,\\d+)?|\\d+(?:[.,]\\d+)?'
  take(/(?<!\d)(?:(?:\+33 ?|0)[1-9](?:[ .-]?\d\d){4}|0[ .-]?8\d\d(?:[ .-]?\d\d){3})(?!\d)/g, (match) => ({
    kind: 'phone',
    value: match[0].replace(/\D/g, '').replace(/^33/, '0'),
  }))
  // A postcode or a registration is the same in every language, but never a thousand.
  take(new RegExp(`(?:€|EUR ?)(${amount})`, 'g'), (match) => ({
    kind: 'price',
    value: number(match[1] ?? ''),
  }))
  take(new RegExp(`(${amount}) ?(?:€|euros?(?![a-z])|EUR(?![A-Z]))`, 'gi'), (match) => ({
    kind: 'price',
    value: number(match[1] ?? ''),
  }))
  take(
    new RegExp(`(${amount}) ?(?:%|pour cent|per ?cent|Prozent|por ciento|per cento|procent)`, 'gi'),
    (match) => ({
      kind: 'percentage',
      value: number(match[1] ?? ''),
    }),
  )
  for (const [month, names] of monthsOf(language).entries()) {
    take(
      new RegExp(`(?<![\\d,.])(\\d{1,2})(?:er|st|nd|rd|th|\\.|º)? (?:of |de )?(?:${names})(?!\\p{L})`, 'giu'),
      (match) => ({
        kind: 'date',
        value: `${Number(match[1])}/${month + 1}`,
      }),
    )
    take(new RegExp(`(?<!\\p{L})(?:${names}) (\\d{1,2})(?:st|nd|rd|th)?(?![\\d\\p{L}])`, 'giu'), (match) => ({
      kind: 'date',
      value: `${Number(match[1])}/${month + 1}`,
    }))
  }
  // Half past seven in the evening is 7:30 pm, 19:30, 19 h 30 and 19.30 Uhr.
  take(/(?<![\d:])(\d{1,2})[:.]([0-5]\d) ?([ap])\.?m\b\.?/gi, (match) => ({
    kind: 'number',
    value: timeOf((Number(match[1]) % 12) + (match[3]?.toLowerCase() === 'p' ? 12 : 0), match[2]),
  }))
  take(/(?<![\d:])(\d{1,2})\.([0-5]\d) ?Uhr\b/g, (match) => ({
    kind: 'number',
    value: timeOf(Number(match[1]), match[2]),
  }))
  take(/(?<![\d:])(\d{1,2}) ?(?:am|a\.m\.)(?![a-z])/gi, (match) => ({
    kind: 'number',
    value: String(Number(match[1])),
  }))
  take(/(?<![\d:])(\d{1,2}) ?(?:pm|p\.m\.)(?![a-z])/gi, (match) => ({
    kind: 'number',
    value: String((Number(match[1]) % 12) + 12),
  }))
  // Full hours: 13:00 and 13 h are the number 13.
  take(/(?<![\d:])(\d{1,2})(?::| ?h ?)00(?!\d)/gi, (match) => ({
    kind: 'number',
    value: String(Number(match[1])),
  }))
  take(/(?<![\d:])(\d{1,2})(?::| ?h ?)([0-5]\d)(?!\d)/gi, (match) => ({
    kind: 'number',
    value: `${Number(match[1])}:${match[2] ?? ''}`,
  }))
  take(new RegExp(`(?<![\\p{L}\\d])(?<!\\d[.,])(?:${amount})(?![\\d])`, 'gu'), (match) => ({
    kind: 'number',
    value: number(match[0]),
  }))
  return facts.sort((a, b) => a.index - b.index)
}

/** A full hour is its number: 13 for 13:00. */
function timeOf(hour: number, minutes = '00'): string {
  return minutes === '00' ? String(hour) : `${hour}:${minutes}`
}

/** Numbers written as words: they match the digits of another language, and need no match of their own. */
export function numberWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  return new Set(words.flatMap((word) => (WORDS.has(word) ? [String(WORDS.get(word))] : [])))
}

function numberOf(written: string, english: boolean): string {
  if (english) return String(Number(written.replaceAll(',', '')))
  const grouped = /^\d{1,3}(?:[ .]\d{3})+(?!\d)/.test(written)
  return String(Number((grouped ? written.replace(/[ .]/g, '') : written).replace(',', '.')))
}

/** French and English months, which stand in any text, and those of its own language as the platform knows them. */
function monthsOf(language: string): readonly string[] {
  // A locale is whatever an editor wrote there.
  if (language === 'fr' || language === 'en' || !/^[a-z]{2,3}$/.test(language)) return MONTHS
  const known = monthsByLanguage.get(language)
  if (known) return known
  const months = MONTHS.map((names, month) => {
    const day = new Date(Date.UTC(2026, month, 1))
    // Beside a day the month may have another ending: 1 stycznia, not styczeń.
    const own = (['long', 'short'] as const).flatMap((width) => [
      new Intl.DateTimeFormat(language, { month: width, timeZone: 'UTC' }).format(day),
      new Intl.DateTimeFormat(language, { day: 'numeric', month: width, timeZone: 'UTC' })
        .formatToParts(day)
        .find(({ type }) => type === 'month')?.value ?? '',
    ])
    const written = own
      .filter((name) => /^\p{L}{3,}\.?$/u.test(name))
      .map((name) => name.replace('.', '\\.?'))
    return [...new Set([names, ...written])].join('|')
  })
  monthsByLanguage.set(language, months)
  return months
}

const monthsByLanguage = new Map<string, readonly string[]>()

const MONTHS = [
  'janvier|january|janv\\.|jan\\.',
  'février|fevrier|february|févr\\.|feb\\.',
  'mars|march',
  'avril|april|avr\\.|apr\\.',
  'mai|may',
  'juin|june',
  'juillet|july|juil\\.',
  'août|aout|august|aug\\.',
  'septembre|september|sept\\.',
  'octobre|october|oct\\.',
  'novembre|november|nov\\.',
  'décembre|decembre|december|déc\\.|dec\\.',
]

const WORDS: ReadonlyMap<string, number> = new Map(
  [
    'zéro zero null|un une premier première one first once a an ein eine einen einer uno una een',
    '|deux second seconde deuxième fois two twice both second pair couple zwei zweimal dos due twee',
    '|trois troisième three third drei tres tre drie|quatre quatrième four fourth vier cuatro quattro',
    '|cinq cinquième five fifth fünf cinco cinque vijf|six sixième sixth sechs seis sei zes',
    '|sept septième seven seventh week sieben siete sette zeven|huit huitième eight eighth acht ocho otto',
    '|neuf neuvième nine ninth neun nueve nove negen|dix dixième ten tenth zehn diez dieci tien',
    '|onze eleven elf undici|douze twelve douzaine dozen midi noon zwölf doce dodici twaalf',
    '|treize thirteen dreizehn trece tredici dertien|quatorze fourteen vierzehn catorce quattordici veertien',
    '|quinze quinzaine fifteen fünfzehn quince quindici vijftien',
  ]
    .join('')
    .split('|')
    .flatMap((words, value) => words.split(' ').map((word): [string, number] => [word, value])),
)
