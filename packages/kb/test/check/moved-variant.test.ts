import { readFileSync } from 'node:fs'
import type { Lexicon } from '@comptoir/kb'
import { checkFaqs, FaqFile } from '@comptoir/kb/check'
import { describe, expect, test } from 'vitest'
import en from '../../lexicon/en.json' with { type: 'json' }
import fr from '../../lexicon/fr.json' with { type: 'json' }
import { moveVariants } from '../mutation/moved-variants.ts'

const lexicons = { fr: fr as Lexicon, en: en as Lexicon }
const now = new Date('2026-11-21T12:00:00Z')
const demo = (locale: string): string =>
  readFileSync(new URL(`../../../../examples/shop/content/faq/faq.${locale}.json`, import.meta.url), 'utf8')

interface Faq {
  readonly articles: readonly { readonly id: string; readonly related?: readonly string[] }[]
}

/** A small FAQ: every fourth article of a large one. */
function quarter(text: string): string {
  const faq = JSON.parse(text) as Faq
  return JSON.stringify({ ...faq, articles: faq.articles.filter((_, index) => index % 4 === 1) })
}

/** Four articles as a beginner writes them, one phrasing of which asks what another article answers. */
const four = JSON.stringify({
  locale: 'fr',
  categories: [{ id: 'orders', label: 'Vos commandes' }],
  articles: [
    {
      id: 'track',
      category: 'orders',
      question: 'Où est ma commande ?',
      variants: ['suivre mon colis', "mon colis n'est pas arrivé", 'comment me faire rembourser'],
      answer: "Le lien de suivi est dans le courriel d'expédition.",
    },
    {
      id: 'return',
      category: 'orders',
      question: 'Comment retourner un article ?',
      variants: ['renvoyer un produit', 'ça ne me plaît pas', 'échanger une taille'],
      answer: "Vous avez 30 jours. Imprimez l'étiquette de retour depuis votre compte.",
    },
    {
      id: 'refund',
      category: 'orders',
      question: 'Quand serai-je remboursé ?',
      variants: [
        'délai de remboursement',
        "je n'ai pas reçu mon remboursement",
        'remboursement sur ma carte',
      ],
      answer: 'Sous 14 jours après réception du retour, sur la carte qui a payé.',
    },
    {
      id: 'invoice',
      category: 'orders',
      question: 'Où trouver ma facture ?',
      variants: ['télécharger la facture', 'facture avec TVA', "justificatif d'achat"],
      answer: 'Dans votre compte, en face de la commande.',
    },
  ],
})

const told = (text: string, locale: 'fr' | 'en'): string[] =>
  checkFaqs([new FaqFile('faq.json', text)], {
    now,
    lexicons: [lexicons[locale]],
    only: ['stolen-variant'],
  }).map(({ sentence }) => sentence)

test('in a FAQ of four articles, the phrasing that another one answers is named, and no other', () => {
  expect(told(four, 'fr')).toEqual([expect.stringMatching(/"comment me faire rembourser".*"refund"/)])
  expect(
    told(
      four.replace(', "comment me faire rembourser"', '').replace(',"comment me faire rembourser"', ''),
      'fr',
    ),
  ).toEqual([])
})

const long = process.env['COMPTOIR_LONG'] !== undefined

describe.each(long ? (['fr', 'en'] as const) : (['fr'] as const))(
  'variants of the demo shop (%s) moved to any other article',
  (locale) => {
    const settings = { now, lexicons: [lexicons[locale]] }

    test('of the whole FAQ, eight at a time, more than half are found', { timeout: 240_000 }, () => {
      expect(told(demo(locale), locale)).toEqual([])
      const { moved, found, wrong } = moveVariants(demo(locale), 8, long ? [7, 38, 69, 100] : [7], settings)
      expect(found / moved).toBeGreaterThan(0.5)
      expect(wrong).toBe(0)
    })

    test('of a quarter of it, two thirds and more are found', { timeout: 240_000 }, () => {
      expect(told(quarter(demo(locale)), locale)).toEqual([])
      const { moved, found, wrong } = moveVariants(
        quarter(demo(locale)),
        4,
        long ? [7, 11, 23, 40] : [7, 11],
        settings,
      )
      expect(found / moved).toBeGreaterThanOrEqual(2 / 3)
      expect(wrong).toBe(0)
    })
  },
)
