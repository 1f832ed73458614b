import { explore } from '@comptoir/bot-engine/explorer'
import { extendFlows, type Flow } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { compileFlow } from '../src/flow/compile.ts'
import { openLongRun } from './long-run.ts'
import './transcript.ts'
import { preloadedFlows } from './preloaded-flows.ts'
import { soundFlows } from './sound-flows.ts'

/** Each flow takes some seconds: a share of them here, all of them in the long run. */
const walked = preloadedFlows.ids.filter(
  (id) =>
    process.env['COMPTOIR_LONG'] !== undefined ||
    ['get-invoice', 'track-order', 'callback', 'handoff', 'survey', 'verify'].includes(id),
)

describe('walking through every situation', () => {
  test.each(walked)(
    '%s: every state and transition, and a way out of each situation',
    { timeout: 120_000 },
    async (flow) => {
      const { states, transitions, promises, traps, cut, configurations, tally } = await explore({
        flow,
        flows: preloadedFlows,
      })
      expect(traps).toEqual([])
      expect(states.missed).toEqual([])
      expect(transitions.missed).toEqual([])
      expect(promises.missed).toEqual([])
      expect(cut).toBe(false)
      expect(configurations).toBeGreaterThan(3)
      for (const count of [...Object.values(tally.inputs), tally.interruptions])
        expect(count).toBeGreaterThan(0)
    },
  )
})

/** A flow of its own for each test, so that what is broken in one stays there. */
function sample(change: (flow: Flow) => Flow = (flow) => flow): Flow {
  return change({
    id: 'sample',
    version: 1,
    fail: 'stuck',
    slots: { reference: { type: 'order-reference' } },
    steps: [
      { collect: 'reference', ask: 'which' },
      { call: 'shop.order', in: ['reference'], as: 'order' },
      { show: 'order', of: 'order', say: 'here' },
      { confirm: 'well', no: 'stuck' },
      { end: 'resolved' },
      { id: 'stuck', end: 'unresolved' },
    ],
  })
}

const texts = { which: 'Quelle commande ?', here: 'Voici.', well: 'Bien ?' }

async function explored(
  flow: Flow,
  own: Readonly<Record<string, string>> | undefined = flow.id === 'sample' ? texts : undefined,
): Promise<{ traps: readonly string[]; missed: readonly string[] }> {
  const flows = extendFlows(preloadedFlows, { flows: [flow], texts: own ? { fr: { [flow.id]: own } } : {} })
  const { traps, states, transitions, promises } = await explore({ flow: flow.id, flows, untilTrap: true })
  const missed = [states, transitions, promises].flatMap((coverage) => coverage.missed)
  return { traps: traps.map(({ kind }) => kind), missed: [...new Set(missed)] }
}

/** One transition less than the compiler put out, in the machine and in its description alike. */
interface Mutant {
  readonly name: string
  /** Takes the transition out of a fresh copy of the flow, compiled. */
  make(): Flow
}

function mutantsOf(flow: Flow): readonly Mutant[] {
  const { config } = compileFlow(flow)
  const lists = [...Object.entries(config.states), [flow.id, { on: config.on }] as const].flatMap(
    ([state, { on = {}, ...rest }]) => [
      ...('always' in rest ? [[state, '', rest.always ?? []] as const] : []),
      ...Object.entries(on).map(([event, edges]) => [state, event, edges] as const),
    ],
  )
  return lists.flatMap(([state, event, edges]) =>
    edges.map(({ target }, index) => ({
      name: `${flow.id}: ${state} ${event}[${index}] → ${target}`,
      make() {
        const copy = structuredClone(flow)
        const compiled = compileFlow(copy)
        const node = state === flow.id ? compiled.machine.root : compiled.machine.states[state]
        const described = state === flow.id ? compiled.config : compiled.config.states[state]
        if (event === '') {
          node?.always?.splice(index, 1)
          if (described && 'always' in described) described.always?.splice(index, 1)
        } else {
          node?.transitions.get(event)?.splice(index, 1)
          described?.on?.[event]?.splice(index, 1)
        }
        return copy
      },
    })),
  )
}

/** Takes so many, spread over all of them, the same ones each time. */
function share<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most)
  return Array.from(
    { length: Math.min(most, all.length) },
    (_, index) => all[Math.floor(index * step)],
  ).filter((each) => each !== undefined)
}

describe('what the walk finds', { timeout: 60_000 }, () => {
  test('nothing in a sound flow', async () => {
    expect(await explored(sample())).toEqual({ traps: [], missed: [] })
  })

  test.each(mutantsOf(sample()).map((mutant) => [mutant.name, mutant] as const))(
    'what the compiler left out: %s',
    async (_, mutant) => {
      const { traps, missed } = await explored(mutant.make())
      expect([...traps, ...missed]).not.toEqual([])
    },
  )

  test('a text that is missing', async () => {
    const { here: _here, ...others } = texts
    expect((await explored(sample(), others)).traps).toContain('missing-text')
  })

  test('a step that nothing leads to', async () => {
    const flow = sample((own) => ({
      ...own,
      steps: [...own.steps, { id: 'lost', say: 'here' }, { go: 'stuck' }],
    }))
    expect((await explored(flow)).missed).toContain('lost')
  })

  test('a branch that can never be taken', async () => {
    const flow = sample((own) => ({
      ...own,
      steps: [{ when: { 'shop.name': 'nobody' }, go: 'stuck' }, ...own.steps],
    }))
    expect((await explored(flow)).missed).toEqual(['when-1 → stuck', 'when-1 if → stuck'])
  })
})

describe('ways that depend on what is said or answered', { timeout: 60_000 }, () => {
  const ends = [
    { id: 'fine', end: 'resolved' },
    { id: 'stuck', end: 'unresolved' },
  ] as const

  test('a number beyond a bound, and below it', async () => {
    const flow: Flow = {
      id: 'bound',
      version: 1,
      fail: 'stuck',
      slots: { count: { type: 'number' } },
      steps: [
        { collect: 'count' },
        { when: { count: { atLeast: 50 } }, go: 'many' },
        { say: 'few' },
        { go: 'fine' },
        { id: 'many', say: 'many' },
        ...ends,
      ],
    }
    const own = { count: 'Combien ?', few: 'Peu.', many: 'Beaucoup.' }
    expect(await explored(flow, own)).toEqual({ traps: [], missed: [] })
  })

  test('a quantity held to what was bought', async () => {
    const flow: Flow = {
      id: 'held',
      version: 1,
      fail: 'stuck',
      slots: { count: { type: 'quantity' } },
      steps: [
        { verify: 1 },
        { choose: 'thing', from: 'order.items', label: 'entry', none: 'stuck' },
        { collect: 'count' },
        { when: { count: { atMost: 'thing.quantity' } }, go: 'right' },
        { say: 'tooMany' },
        { set: { count: null } },
        { go: 'count' },
        { id: 'right', say: 'right' },
        ...ends,
      ],
    }
    const own = {
      thing: 'Lequel ?',
      entry: '{item.name}',
      count: 'Combien ?',
      tooMany: 'Trop.',
      right: 'Bien.',
    }
    expect(await explored(flow, own)).toEqual({ traps: [], missed: [] })
  })

  test('a form with a field left out, a consent, and a ticket that fails', async () => {
    const flow: Flow = {
      id: 'card',
      version: 1,
      fail: 'stuck',
      slots: {
        email: { type: 'email', pii: true, purpose: 'ticket' },
        day: { type: 'date' },
      },
      steps: [
        { form: 'paper', fields: [{ slot: 'email' }, { slot: 'day', optional: true }] },
        { consent: 'news', purpose: 'commercial-mail', as: 'agreed' },
        { when: { all: [{ agreed: true }, { none: [{ day: null }] }] }, go: 'gift' },
        { ticket: 'subject', in: { text: { value: 'card' }, email: 'email' } },
        { go: 'fine' },
        { id: 'gift', ticket: 'onDay', in: { text: { text: 'onDay' }, email: 'email' } },
        ...ends,
      ],
    }
    const own = {
      paper: 'La carte.',
      'paper.email': 'Adresse',
      'paper.day': 'Jour',
      'paper.submit': 'Envoyer',
      news: 'Notre lettre ?',
      subject: 'Carte',
      onDay: 'Cadeau le {day|date}',
    }
    expect(await explored(flow, own)).toEqual({ traps: [], missed: [] })
  })

  test('what a flow of their own gives back, compared with what it gave before', async () => {
    const day: Flow = {
      id: 'day',
      version: 1,
      fail: 'stuck',
      slots: { when: { type: 'date' } },
      steps: [{ collect: 'when' }, ...ends],
    }
    const both: Flow = {
      id: 'both',
      version: 1,
      fail: 'stuck',
      steps: [
        { use: 'day', gives: ['when'] },
        { set: { first: { from: 'when' } } },
        { use: 'day', gives: ['when'] },
        { when: { when: { same: 'first' } }, go: 'clash' },
        { say: 'two' },
        { go: 'fine' },
        { id: 'clash', say: 'clash' },
        ...ends,
      ],
    }
    const flows = extendFlows(preloadedFlows, {
      flows: [day, both],
      texts: { fr: { day: { when: 'Quand ?' }, both: { two: 'Deux jours.', clash: 'Un jour.' } } },
    })
    const { traps, states, transitions, promises } = await explore({ flow: 'both', flows })
    expect(traps).toEqual([])
    expect([...states.missed, ...transitions.missed, ...promises.missed]).toEqual([])
  })
})

describe('sound flows that others may write', { timeout: 60_000 }, () => {
  const tried = process.env['COMPTOIR_LONG'] ? soundFlows : share(soundFlows, 9)
  test.each(tried.map(({ flow, texts: own }) => [flow.id, flow, own] as const))(
    '%s: every state, transition and promise, and no dead end',
    async (_, flow, own) => {
      expect(await explored(flow, own)).toEqual({ traps: [], missed: [] })
    },
  )
})

describe('what the compiler leaves out of a shipped flow', async () => {
  const flows = await Promise.all(preloadedFlows.ids.map((id) => preloadedFlows.flow(id)))
  const mutants = flows.flatMap(mutantsOf)
  /** A long run tries them all, and goes on where it was broken off. */
  if (process.env['COMPTOIR_LONG'])
    test('all of them', { timeout: 14_400_000 }, async () => {
      const long = openLongRun('mutants', mutants.length)
      while (long.done < mutants.length) {
        const portion = mutants.slice(long.done, long.done + 25)
        for (const mutant of portion) {
          const { traps, missed } = await explored(mutant.make())
          expect([...traps, ...missed], mutant.name).not.toEqual([])
        }
        long.count(portion.length)
        long.portionIsOver()
      }
    })

  test.each(share(mutants, 8).map((mutant) => [mutant.name, mutant] as const))(
    '%s',
    { timeout: 60_000 },
    async (_, mutant) => {
      const flow = mutant.make()
      const { traps, missed } = await explored(flow)
      expect([...traps, ...missed]).not.toEqual([])
    },
  )
})
