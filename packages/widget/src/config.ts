import { checkOpeningHours } from '@comptoir/bot-engine'
import type { OpeningHours, SurveyAnswer } from '@comptoir/bot-engine'
import type { Locale } from './i18n/locale.ts'
import type { Report } from './problem.ts'
import type { Contact } from './settings.ts'
import type { Theme } from './theme.ts'
import { parseColour } from './colour.ts'

/** The shop's configuration, for one language. */
export interface Config {
  /** Name of the shop. */
  readonly shop?: string | undefined
  /** Addresses of FAQ files, absolute. */
  readonly faq: readonly string[]
  /** Address of the index that `comptoir-kb build` made of the FAQ, absolute. */
  readonly index?: string | undefined
  /** Whether the search has a thread of its own. @default where the FAQ is large and nothing is known against it */
  readonly worker?: boolean | undefined
  /** Address of the desk, absolute; none means that there is none. */
  readonly desk?: string | undefined
  readonly contact: Contact
  readonly hours?: OpeningHours | undefined
  /** Address of the page about personal data. */
  readonly privacy?: string | undefined
  readonly theme: Theme
  /** What customers may be asked at the end; none of it for never. @default ['csat', 'ces'] */
  readonly survey?: readonly SurveyAnswer['scale'][] | undefined
  /** `warm`: an emoji where it greets, thanks and has good news. @default 'plain' */
  readonly tone?: 'plain' | 'warm' | undefined
  /** The shop's own words for the bot's texts: `<flow>.<key>` → text. */
  readonly texts: Readonly<Record<string, string>>
}

const TOP = 'the whole file'
const KNOWN = [
  '$schema',
  'shop',
  'faq',
  'index',
  'worker',
  'desk',
  'contact',
  'hours',
  'privacy',
  'theme',
  'survey',
  'tone',
  'texts',
] as const
const KNOWN_CONTACT = ['phone', 'email', 'page'] as const
const SCALES: readonly unknown[] = ['csat', 'ces', 'nps'] satisfies Config['survey']
const KNOWN_THEME = ['accent', 'radius'] as const

/**
 * Reads a configuration. A value that does not fit is left out and reported; the rest holds.
 *
 * @param value what the file holds
 * @param address where it came from: relative addresses in it are relative to it
 * @param report hears each problem with its path and what was found
 *
 * @example
 * ```ts
 * const config = readConfig({ shop: 'Atelier', faq: '/faq.json' }, 'https://shop.example/config.json', 'fr', () => {})
 * config.faq // ['https://shop.example/faq.json']
 * ```
 */
export function readConfig(value: unknown, address: string, locale: Locale, report: Report): Config {
  const wrong = (path: string, found: unknown, why?: string): undefined =>
    void report(['badValue', address, path, found, why])
  const fields = (found: unknown, path: string, known: readonly string[]): ((key: string) => unknown) => {
    if (!isRecord(found)) {
      if (found !== undefined) wrong(path, found)
      return () => undefined
    }
    for (const key of Object.keys(found)) {
      if (!known.includes(key)) report(['unknownKey', address, path === TOP ? key : `${path}.${key}`, known])
    }
    return (key) => (Object.hasOwn(found, key) ? found[key] : undefined)
  }
  const fit = <Value>(
    found: unknown,
    path: string,
    fits: (given: unknown) => given is Value,
  ): Value | undefined => (found === undefined || fits(found) ? found : wrong(path, found))
  const text = (found: unknown, path: string): string | undefined =>
    fit(found, path, (given) => typeof given === 'string')
  /** A text, or one for each language. */
  const localText = (found: unknown, path: string): string | undefined =>
    isRecord(found) ? text(own(found, locale), `${path}.${locale}`) : text(found, path)
  const url = (found: string | undefined, path: string): string | undefined => {
    if (found === undefined) return undefined
    const href = absolute(found, address)
    return href?.startsWith('http') ? href : wrong(path, found)
  }

  const top = fields(value, TOP, KNOWN)
  const contact = fields(top('contact'), 'contact', KNOWN_CONTACT)
  const theme = fields(top('theme'), 'theme', KNOWN_THEME)
  return {
    shop: localText(top('shop'), 'shop'),
    faq: faqAddresses(),
    index: url(localText(top('index'), 'index'), 'index'),
    worker: fit(top('worker'), 'worker', (given) => typeof given === 'boolean'),
    desk: url(text(top('desk'), 'desk'), 'desk'),
    contact: {
      phone: text(contact('phone'), 'contact.phone'),
      email: text(contact('email'), 'contact.email'),
      page: url(localText(contact('page'), 'contact.page'), 'contact.page'),
    },
    hours: hours(top('hours')),
    privacy: url(localText(top('privacy'), 'privacy'), 'privacy'),
    theme: {
      accent: fit(
        theme('accent'),
        'theme.accent',
        (given): given is string => typeof given === 'string' && parseColour(given) !== undefined,
      ),
      radius: fit(
        theme('radius'),
        'theme.radius',
        (given): given is number => typeof given === 'number' && given >= 0 && given <= 24,
      ),
    },
    survey: fit(
      top('survey'),
      'survey',
      (given): given is SurveyAnswer['scale'][] =>
        Array.isArray(given) && given.every((scale) => SCALES.includes(scale)),
    ),
    tone: fit(top('tone'), 'tone', (given) => given === 'plain' || given === 'warm'),
    texts: texts(top('texts')),
  }

  function faqAddresses(): readonly string[] {
    const found = top('faq')
    const mine = isRecord(found) ? own(found, locale) : found
    if (isRecord(found) && mine === undefined) {
      report(['noFaqFor', address, locale, Object.keys(found).join(', ') || 'none'])
      return []
    }
    const list: readonly unknown[] = Array.isArray(mine) ? mine : mine === undefined ? [] : [mine]
    return list
      .map((entry) => (typeof entry === 'string' ? url(entry, 'faq') : wrong('faq', entry)))
      .filter((entry) => entry !== undefined)
  }

  function hours(found: unknown): OpeningHours | undefined {
    if (found === undefined) return undefined
    try {
      return checkOpeningHours(found)
    } catch (error) {
      return wrong('hours', found, error instanceof Error ? error.message : String(error))
    }
  }

  function texts(found: unknown): Readonly<Record<string, string>> {
    if (found === undefined) return {}
    const mine = isRecord(found) ? own(found, locale) : undefined
    if (!isRecord(mine)) return wrong(`texts.${locale}`, mine) ?? {}
    return Object.fromEntries(
      Object.entries(mine).flatMap(([key, entry]) => {
        const words = text(entry, `texts.${locale}.${key}`)
        return words === undefined ? [] : [[key, words] as const]
      }),
    )
  }
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `URL.canParse` came with Safari 17. */
function absolute(found: string, address: string): string | undefined {
  try {
    return new URL(found, address).href
  } catch {
    return undefined
  }
}
