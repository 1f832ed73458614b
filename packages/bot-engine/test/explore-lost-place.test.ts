import { extendFlows, type Flow } from '@comptoir/bot-engine'
import { explore } from '@comptoir/bot-engine/explorer'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type * as Correct from '../src/flow/correct.ts'
import type * as Turns from '../src/flow/turn.ts'
import type { Frame, Turn } from '../src/flow/turn.ts'
import { preloadedFlows } from './preloaded-flows.ts'

// An engine with a fault in it: what comes in between, or what is taken back, leaves the flow elsewhere.

interface Fault {
  /** After something else was answered. */
  readonly resumed?: (turn: Turn) => Turn
  /** After a correction, and what it was corrected from. */
  readonly corrected?: (turn: Turn, before: Frame) => Turn
}

const planted = vi.hoisted((): { fault: Fault } => ({ fault: {} }))

vi.mock('../src/flow/turn.ts', async (load) => {
  const real = await load<typeof Turns>()
  return {
    ...real,
    turnFlow: (...given: Parameters<typeof Turns.turnFlow>) => {
      const turn = real.turnFlow(...given)
      return given[2].type === 'RESUME' ? (planted.fault.resumed?.(turn) ?? turn) : turn
    },
  }
})

vi.mock('../src/flow/correct.ts', async (load) => {
  const real = await load<typeof Correct>()
  return {
    correctFlow: (...given: Parameters<typeof Correct.correctFlow>) => {
      const turn = real.correctFlow(...given)
      return planted.fault.corrected?.(turn, given[1]) ?? turn
    },
  }
})

afterEach(() => {
  planted.fault = {}
})

const gift: Flow = {
  id: 'gift',
  version: 1,
  fail: 'stuck',
  slots: {
    email: { type: 'email', pii: true, purpose: 'ticket' },
    phone: { type: 'phone', pii: true, purpose: 'ticket' },
    count: { type: 'number' },
  },
  steps: [
    { collect: 'email' },
    { collect: 'count' },
    { collect: 'phone' },
    { confirm: 'well', no: 'stuck' },
    { ticket: 'subject', in: { text: { value: 'gift' }, email: 'email', phone: 'phone' } },
    { id: 'fine', end: 'resolved' },
    { id: 'stuck', end: 'unresolved' },
  ],
}

const texts = {
  email: 'Votre adresse e-mail ?',
  count: 'Combien ?',
  phone: 'Votre téléphone ?',
  well: 'Est-ce bien cela ?',
  subject: 'Un cadeau',
}

/** What the walk says against the flow, once each. */
async function complaints(): Promise<readonly string[]> {
  const flows = extendFlows(preloadedFlows, { flows: [gift], texts: { fr: { gift: texts } } })
  const { traps } = await explore({ flow: 'gift', flows })
  return [...new Set(traps.filter(({ kind }) => kind === 'lost-place').map(({ sentence }) => sentence))]
}

/** The flow stands elsewhere, and asks there. */
function at(turn: Turn, state: string): Turn {
  return { ...turn, frame: { ...turn.frame, at: state } }
}

function without(turn: Turn, name: string): Turn {
  const { [name]: _, ...data } = turn.frame.data
  return { ...turn, frame: { ...turn.frame, data } }
}

describe('where a conversation comes back to', { timeout: 60_000 }, () => {
  test('the same question, with all that was said, in an engine without a fault', async () => {
    expect(await complaints()).toEqual([])
  })

  test('a slot that is lost when something else was answered', async () => {
    planted.fault = { resumed: (turn) => without(turn, 'count') }
    expect(await complaints()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/frais de livraison \? the conversation does not come back/),
        expect.stringMatching(/digression the conversation does not come back/),
        expect.stringMatching(/\(repeat\) the conversation does not come back/),
        expect.stringMatching(/from the search\) the conversation does not come back/),
      ]),
    )
  })

  test('a question that is lost when something else was answered', async () => {
    planted.fault = { resumed: (turn) => (turn.frame.at === 'phone' ? at(turn, 'email') : turn) }
    expect(await complaints()).toContainEqual(expect.stringContaining('does not come back to its question'))
  })

  test('a slot that is lost by the correction of another', async () => {
    planted.fault = { corrected: (turn) => without(turn, 'count') }
    expect(await complaints()).toContain(
      'After the correction of "email" it has forgotten "count", which has nothing to do with it.',
    )
  })

  test('a question that is left by a correction of what nothing came of', async () => {
    planted.fault = { corrected: (turn) => at(turn, 'email') }
    expect(await complaints()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^After the correction of "phone" it stands at "email"/),
      ]),
    )
  })

  test('a correction that does not hold', async () => {
    planted.fault = {
      corrected: (turn, { data }) => ({ ...turn, frame: { ...turn.frame, data } }),
    }
    expect(await complaints()).toContain('After the correction of "email" "email" is what it was before.')
  })

  test('a flow that a correction ends', async () => {
    planted.fault = { corrected: (turn) => ({ ...turn, done: true }) }
    expect(await complaints()).toContain('After the correction of "email" it ends.')
  })
})
