import type { Customer } from './customer.ts'
import { until } from './patience.ts'
import type { Scene } from './scene.ts'
import type { Setting } from './setting.ts'
import { type Line, quote } from './transcript.ts'

/** A question as somebody typed it, spelling and all. */
export interface Question {
  readonly q: string
  readonly lang?: 'fr' | 'en'
}

/** What came of a question: an article, a choice of articles, a flow, people, or a word in return. */
export type Outcome = 'answer' | 'clarify' | 'flow' | 'escalate' | 'reply'

export interface Asked {
  readonly question: Question
  readonly outcome: Outcome
  /** Why it is a failure, where it is one. */
  readonly problem?: string
}

export interface AskOptions {
  /** Language of the questions that name none. @default 'fr' */
  readonly locale?: 'fr' | 'en'
  /** Hears each question when it is over. */
  readonly onAsked?: (asked: Asked) => void
}

/** A conversation that is longer than this is nobody's: somebody else comes. */
const patienceOfOne = 40

/**
 * Types every question into the widget on the shop's page and reads what it says. A question fails when nothing
 * comes back, or when a human could not be reached from there in two steps; the first of each outcome goes
 * that way to its end. What the browser complains about is the scene's to report.
 */
export async function askQuestions(
  scene: Scene,
  questions: readonly Question[],
  { locale = 'fr', onAsked = () => {} }: AskOptions = {},
): Promise<readonly Asked[]> {
  const all: Asked[] = []
  const walked = new Set<Outcome>()
  for (const language of ['fr', 'en'] as const) {
    const own = questions.filter(({ lang = locale }) => lang === language)
    for (let from = 0; from < own.length; from += patienceOfOne) {
      const customer = await scene.customer({ locale: language, screen: 'desktop' })
      await customer.visits('/')
      await customer.opens()
      for (const question of own.slice(from, from + patienceOfOne)) {
        const asked = await ask(customer, question, walked)
        all.push(asked)
        onAsked(asked)
      }
      await customer.leaves()
    }
  }
  return all
}

/** How many questions came to each outcome. */
export function countOutcomes(asked: readonly Asked[]): Readonly<Record<Outcome, number>> {
  const counts: Record<Outcome, number> = { answer: 0, clarify: 0, flow: 0, escalate: 0, reply: 0 }
  for (const { outcome } of asked) counts[outcome] += 1
  return counts
}

// --- One question ---

const words = {
  fr: {
    human: 'Parler à un conseiller',
    reached:
      /Aucun conseiller n'est disponible|Nos conseillers ne sont pas joignables|Je transmets votre demande|Préférez-vous être rappelé/,
    clarify: /Votre question est-elle l'une de celles-ci/,
    escalate: /Je n'ai pas la réponse à cette question/,
    flow: /je vérifie d'abord que la commande|Quel est le numéro de la commande|Quelle adresse e-mail|Indiquez votre numéro et le créneau|Préférez-vous être rappelé/,
    again: 'recommencer',
    restarted: /^Recommençons/,
  },
  en: {
    human: 'Talk to an advisor',
    reached:
      /No advisor is available|Our advisors cannot be reached|I am passing your request|Would you rather be called back/,
    clarify: /Is your question one of these/,
    escalate: /I do not have the answer to this question/,
    flow: /I first check that the order|What is the order number|Which e-mail address|Give your number and the time|Would you rather be called back/,
    again: 'start again',
    restarted: /^Let us start again/,
  },
} as const satisfies Record<Setting['locale'], unknown>

async function ask(customer: Customer, question: Question, walked: Set<Outcome>): Promise<Asked> {
  const said = words[customer.locale]
  const before = (await customer.assistant.transcript()).length
  await customer.types(question.q)
  try {
    const lines = await until(
      async () => {
        const now = await customer.assistant.finishes()
        return now.length > before + 1 ? now.slice(before) : undefined
      },
      async () => `Nothing came back. The log reads:\n${quote(await customer.assistant.transcript())}`,
    )
    const outcome = outcomeOf(lines, said)
    const problem = await reachesHuman(customer, outcome, walked)
    await customer.types(said.again)
    await customer.assistant.says(said.restarted)
    return { question, outcome, ...(problem !== undefined && { problem }) }
  } catch (error) {
    return { question, outcome: 'reply', problem: error instanceof Error ? error.message : String(error) }
  }
}

function outcomeOf(lines: readonly Line[], said: (typeof words)[Setting['locale']]): Outcome {
  const texts = lines.filter(({ author }) => author === 'bot').map(({ text }) => text)
  const some = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text))
  if (some(said.flow) || some(said.reached)) return 'flow'
  if (some(said.clarify)) return 'clarify'
  if (some(said.escalate)) return 'escalate'
  return texts.some((text) => text.length > 160) ? 'answer' : 'reply'
}

/**
 * A human in two steps from here: a reply that is offered, or the menu and its entry. Gives the problem where
 * there is neither, or where the way does not lead there.
 */
async function reachesHuman(
  customer: Customer,
  outcome: Outcome,
  walked: Set<Outcome>,
): Promise<string | undefined> {
  const said = words[customer.locale]
  const { panel, assistant } = customer
  const menu = panel.getByRole('button', { name: /^(Plus d'options|More options)$/ })
  if (!(await menu.isVisible())) return 'There is neither a reply nor a menu that leads to a human.'
  if (walked.has(outcome)) return undefined
  walked.add(outcome)
  const offered = (await assistant.offers()).includes(said.human)
  const read = new Set((await assistant.transcript()).map(({ id }) => id))
  await (offered ? customer.picks(said.human) : customer.choosesFromMenu(said.human))
  await until(
    async () =>
      (await assistant.transcript()).find(({ id, text }) => !read.has(id) && said.reached.test(text)),
    async () => `The way to a human led nowhere:\n${quote(await assistant.transcript())}`,
  )
  return undefined
}
