import { createMemoryStorage, type OutboxStorage, type SurveyAnswer } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { talk, type Talk } from './transcript.ts'

const OTHER_QUESTIONS = "Avez-vous d'autres questions"
const IS_IT_EASY = /était-ce facile/
const SATISFIED = 'êtes-vous satisfait'
const RECOMMEND = 'recommanderiez-vous notre boutique'
const ALL = ['csat', 'ces', 'nps'] as const
const GOODBYE = 'à bientôt'

interface Visit {
  /** ISO 8601. */
  readonly on?: string
  /** What the browser keeps. */
  readonly storage?: OutboxStorage
  readonly survey?: readonly SurveyAnswer['scale'][]
}

/** The customer gets their invoice by themselves, and has no other question. */
async function getsTheInvoice(t: Talk): Promise<void> {
  await t.customer('ma facture XKBKNABJK julien.moreau@example.com 14000')
  await t.customer('oui')
  await t.picks('Oui')
  await t.picks('Non')
  expect(t.last().text).toContain(OTHER_QUESTIONS)
  await t.picks('Non')
}

/** Once more in the same conversation, where it is known who they are. */
async function getsItAgain(t: Talk): Promise<void> {
  await t.customer('ma facture')
  await t.picks('Oui')
  await t.picks('Non')
  expect(t.last().text).toContain(OTHER_QUESTIONS)
  await t.picks('Non')
}

async function visit({ on = '2026-11-21T10:00:00+01:00', storage, survey }: Visit = {}): Promise<Talk> {
  const t = await talk({
    now: on,
    ...(storage ? { storage } : {}),
    ...(survey === undefined ? {} : { survey }),
  })
  await getsTheInvoice(t)
  return t
}

describe('what is asked fits what happened', () => {
  test('how easy it was, after what was done without anybody', async () => {
    const t = await visit()
    expect(t.last().text).toMatch(IS_IT_EASY)
    expect(t.card('rating').scale).toBe('ces')
    await t.customer('plutôt difficile')
    expect(t.last().text).toContain(GOODBYE)
    expect(t.desk.surveys).toEqual([{ scale: 'ces', value: 5, flow: 'get-invoice' }])
  })

  test('satisfaction, after an advisor', async () => {
    const t = await talk()
    await t.customer('un conseiller svp')
    t.desk.agent.take()
    t.desk.agent.say('Bonjour, je regarde.')
    await t.settle()
    t.desk.agent.close()
    await t.settle()
    await t.picks('Non')
    expect(t.last().text).toContain(SATISFIED)
    await t.picks('Très satisfait')
    expect(t.desk.surveys).toEqual([{ scale: 'csat', value: 5, flow: 'handoff' }])
  })

  test('whether they would recommend the shop, where it wants to know, with the figure as it is written', async () => {
    const t = await visit({ survey: ALL })
    expect(t.last().text).toContain(RECOMMEND)
    expect(t.card('rating').options).toHaveLength(11)
    await t.customer('9/10')
    expect(t.desk.surveys).toEqual([{ scale: 'nps', value: 9, flow: 'get-invoice' }])
  })

  test('only what the shop wants to know', async () => {
    expect((await visit({ survey: ['csat'] })).last().text).toContain(SATISFIED)
  })

  test('a figure beyond the scale is no answer, and nobody insists', async () => {
    const t = await visit()
    await t.customer('8')
    expect(t.desk.surveys).toEqual([])
    expect(t.transcript().match(new RegExp(IS_IT_EASY, 'g'))).toHaveLength(1)
  })

  test('the figures tell which question was reached', async () => {
    const steps: unknown[] = []
    const t = await talk({ onFigure: ({ flow, step, what }) => void steps.push([flow, step, what]) })
    await getsTheInvoice(t)
    await t.picks('Facile')
    expect(steps).toContainEqual(['survey', 'ces', 'entered'])
    expect(t.desk.figures).toContainEqual(
      expect.objectContaining({ flow: 'survey', step: 'ces', what: 'left', cause: 'answered' }),
    )
  })
})

describe('nobody is asked too often', () => {
  test('once in a conversation, answered or not', async () => {
    const t = await visit()
    await getsItAgain(t)
    expect(t.last().text).toContain(GOODBYE)
    expect(t.transcript().match(new RegExp(IS_IT_EASY, 'g'))).toHaveLength(1)
  })

  test('once in a conversation after a reload, too', async () => {
    const t = await visit()
    await t.picks('Facile')
    await t.reload()
    await getsTheInvoice(t)
    expect(t.last().text).toContain(GOODBYE)
  })

  test('who has other questions was not asked yet', async () => {
    const t = await talk()
    await t.customer('ma facture XKBKNABJK julien.moreau@example.com 14000')
    await t.customer('oui')
    await t.picks('Oui')
    await t.picks('Non')
    await t.picks('Oui')
    expect(t.last().text).toContain('Je vous écoute')
    await getsItAgain(t)
    expect(t.last().text).toMatch(IS_IT_EASY)
  })

  test('in a browser, not within thirty days of the answer', async () => {
    const storage = createMemoryStorage()
    await (await visit({ storage })).picks('Facile')
    expect((await visit({ storage, on: '2026-12-20T10:00:00+01:00' })).last().text).toContain(GOODBYE)
    expect((await visit({ storage, on: '2026-12-22T10:00:00+01:00' })).last().text).toMatch(IS_IT_EASY)
  })

  test('who left it unanswered, not within ninety', async () => {
    const storage = createMemoryStorage()
    await visit({ storage })
    expect((await visit({ storage, on: '2027-01-10T10:00:00+01:00' })).last().text).toContain(GOODBYE)
    expect((await visit({ storage, on: '2027-02-20T10:00:00+01:00' })).last().text).toMatch(IS_IT_EASY)
  })

  test('whether they would recommend the shop, once in ninety days, and something else in between', async () => {
    const storage = createMemoryStorage()
    const survey = ALL
    await (await visit({ storage, survey })).customer('10')
    const second = await visit({ storage, survey, on: '2026-12-25T10:00:00+01:00' })
    expect(second.last().text).toMatch(IS_IT_EASY)
    await second.picks('Facile')
    const third = await visit({ storage, survey, on: '2027-02-20T10:00:00+01:00' })
    expect(third.last().text).toContain(RECOMMEND)
  })

  test('never where the shop wants none: nothing is kept either', async () => {
    const storage = createMemoryStorage()
    const t = await visit({ storage, survey: [] })
    expect(t.last().text).toContain(GOODBYE)
    expect(await storage.get('comptoir:survey')).toBeUndefined()
  })

  test('what the browser keeps of it is a day', async () => {
    const storage = createMemoryStorage()
    await (await visit({ storage, survey: ALL })).customer('10')
    expect(await storage.get('comptoir:survey')).toEqual({
      asked: '2026-11-21',
      answered: true,
      nps: '2026-11-21',
    })
  })

  test.each([['a text'], [{ asked: 'soon', answered: 1 }], [[]], [null]])(
    'asks where what is kept cannot be read: %j',
    async (kept) => {
      const storage = createMemoryStorage()
      await storage.set('comptoir:survey', kept)
      expect((await visit({ storage })).last().text).toMatch(IS_IT_EASY)
    },
  )

  test('asks where the browser keeps nothing', async () => {
    const denied = (): Promise<never> => Promise.reject(new Error('denied'))
    const t = await visit({ storage: { get: denied, set: denied, delete: denied } })
    expect(t.last().text).toMatch(IS_IT_EASY)
  })
})
