import { readFileSync } from 'node:fs'
import { checkFlow, type FlowProblem } from '@comptoir/bot-engine/checker'
import type { Flow, FlowTexts } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'
import { preloadedFlows } from './preloaded-flows.ts'

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const schema = JSON.parse(read('schema/flow.schema.json')) as object
const others = await Promise.all(preloadedFlows.ids.map((id) => preloadedFlows.flow(id)))
const shared = new Map<string, FlowTexts>()
for (const locale of preloadedFlows.locales)
  shared.set(locale, await preloadedFlows.texts(locale, 'conversation'))

function check(text: string, texts: Readonly<Record<string, string>>, id = 'sample'): readonly FlowProblem[] {
  const files = Object.entries(texts).map(
    ([locale, own]) => [locale, { file: `texts/${locale}/${id}.json`, text: own }] as const,
  )
  return checkFlow(text, { file: `${id}.flow.json`, schema, others, shared, texts: new Map(files) })
}

describe('the shipped flows', () => {
  test.each(preloadedFlows.ids)('%s has no problem', (id) => {
    const problems = check(
      read(`flows/${id}.flow.json`),
      { fr: read(`flows/texts/fr/${id}.json`), en: read(`flows/texts/en/${id}.json`) },
      id,
    )
    expect(problems.map(({ file, line, rule, sentence }) => `${file}:${line} ${rule} ${sentence}`)).toEqual(
      [],
    )
  })
})

const sound: Flow = {
  id: 'sample',
  version: 1,
  fail: 'stuck',
  slots: {
    email: { type: 'email', pii: true, purpose: 'verification' },
    reference: { type: 'order-reference' },
  },
  steps: [
    { say: 'hello', phase: 'welcome' },
    { collect: 'reference' },
    { collect: 'email' },
    { call: 'shop.verify', in: ['reference', 'email'], as: 'result' },
    { when: { 'result.level': 0 }, go: 'stuck' },
    { say: 'found' },
    { end: 'resolved' },
    { id: 'stuck', end: 'unresolved' },
  ],
}
const texts = {
  hello: 'Hello.',
  reference: 'Which order?',
  email: 'Which e-mail address?',
  found: 'I have found order {reference}.',
}

function faults(flow: unknown, own: Readonly<Record<string, string>> = texts): readonly string[] {
  return [
    ...new Set(
      check(JSON.stringify(flow, null, 2), { en: JSON.stringify(own, null, 2) }).map(({ rule }) => rule),
    ),
  ]
}

describe('the rules', () => {
  test('leave a sound flow alone', () => {
    expect(faults(sound)).toEqual([])
  })

  const edit = (index: number, step: object): object => ({
    ...sound,
    steps: sound.steps.map((own, at) => (at === index ? step : own)),
  })

  test.each<[string, object, string]>([
    ['schema', { ...sound, stepz: [] }, 'schema'],
    ['a verb that is none', edit(0, { shout: 'hello' }), 'schema'],
    ['a target that is none', edit(4, { when: { 'result.level': 0 }, go: 'nowhere' }), 'compile'],
    [
      'a step nobody reaches',
      {
        ...sound,
        steps: [
          ...sound.steps.slice(0, 7),
          { say: 'found', id: 'lost' },
          { go: 'stuck' },
          { id: 'stuck', end: 'unresolved' },
        ],
      },
      'unreachable',
    ],
    [
      'no way to an end',
      {
        ...sound,
        steps: [
          { collect: 'reference' },
          { collect: 'email' },
          { call: 'shop.verify', in: ['reference', 'email'] },
          { id: 'again', confirm: 'hello', yes: 'again', no: 'again', fail: 'again' },
        ],
        fail: 'again',
      },
      'no-end',
    ],
    ['a failure that ends well', edit(7, { id: 'stuck', end: 'resolved' }), 'fail-without-human'],
    ['a flow that does not exist', edit(0, { use: 'nothing-of-the-sort' }), 'unknown-flow'],
    ['a name nobody sets', edit(4, { when: { 'resullt.level': 0 }, go: 'stuck' }), 'unknown-name'],
    ['used before it is set', { ...sound, steps: [sound.steps[5], ...sound.steps] }, 'used-before-set'],
    [
      'a slot nobody asks for',
      { ...sound, slots: { ...sound.slots, colour: { type: 'text' } } },
      'unused-name',
    ],
    ['a result nobody looks at', edit(4, { when: { reference: null }, go: 'stuck' }), 'unused-name'],
    [
      'a value that is never there',
      edit(4, { when: { 'result.level': 7 }, go: 'stuck' }),
      'impossible-value',
    ],
    [
      'something handed to a call that does not hear it',
      edit(3, {
        call: 'shop.verify',
        in: { reference: 'reference', email: 'email', phone: 'email' },
        as: 'result',
      }),
      'unheard-input',
    ],
    [
      'a call without what it needs',
      edit(3, { call: 'shop.verify', in: ['reference'], as: 'result' }),
      'missing-input',
    ],
    [
      'personal data unmarked',
      { ...sound, slots: { ...sound.slots, email: { type: 'email' } } },
      'unmarked-personal-data',
    ],
    [
      'personal data for nothing',
      {
        ...sound,
        steps: [
          { collect: 'email' },
          { collect: 'reference' },
          { say: 'hello' },
          { say: 'found' },
          { id: 'stuck', end: 'unresolved' },
        ],
      },
      'unneeded-question',
    ],
    [
      'documents at level 1',
      {
        ...sound,
        steps: [{ verify: 1 }, { show: 'file', of: 'order.invoices.0', say: 'found' }, ...sound.steps],
      },
      'verified-too-low',
    ],
    ['a copy of personal data', edit(0, { set: { spare: { from: 'email' } } }), 'unmarked-copy'],
    [
      'a silence after which nothing happens',
      edit(1, { collect: 'reference', silence: { after: 60 } }),
      'empty-silence',
    ],
    [
      'a consent without which nothing is done',
      { ...sound, steps: [{ consent: 'hello', purpose: 'news', no: 'stuck' }, ...sound.steps.slice(1)] },
      'consent-not-free',
    ],
    [
      'a call-back without consent',
      {
        ...sound,
        steps: [
          { call: 'desk.requestCallback', in: { phone: 'email', slotId: 'reference' } },
          ...sound.steps,
        ],
      },
      'callback-consent',
    ],
  ])('find %s', (_, flow, rule) => {
    expect(faults(flow)).toContain(rule)
  })

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a missing text',
      { hello: 'Hello.', reference: 'Which order?', email: 'Which e-mail address?' },
      'missing-text',
    ],
    ['a text nobody says', { ...texts, goodbye: 'Bye.' }, 'unused-text'],
    ['a hole nothing fills', { ...texts, hello: 'Hello {name}.' }, 'text-hole'],
    ['a format that is none', { ...texts, found: 'Order {reference|shout}.' }, 'text-hole'],
    [
      'personal data in an address',
      { ...texts, found: '[Order {reference}](/orders?mail={email})' },
      'personal-data-in-address',
    ],
    ['an address that opens nothing', { ...texts, 'hello.href': 'javascript:alert(1)' }, 'broken-address'],
    ['a link that costs', { ...texts, 'hello.href': 'tel:+33892680000' }, 'broken-address'],
    ['a text that shouts', { ...texts, hello: 'HELLO EVERYBODY OUT THERE.' }, 'broken-text'],
    [
      'the closed ODR platform',
      { ...texts, hello: '[Dispute](https://ec.europa.eu/consumers/odr)' },
      'broken-text',
    ],
  ])('find %s', (_, own, rule) => {
    expect(faults(sound, own)).toContain(rule)
  })

  test('find texts that differ between languages', () => {
    const problems = check(JSON.stringify(sound), {
      en: JSON.stringify(texts),
      fr: JSON.stringify({ ...texts, found: "J'ai trouvé la commande." }),
    })
    expect(problems.map(({ rule, path }) => `${rule} ${path}`)).toContain('texts-differ found')
  })

  test('find a withdrawal that asks for a reason, or verifies', () => {
    const flow = {
      ...sound,
      id: 'withdraw',
      slots: { reason: { type: 'text' } },
      steps: [{ verify: 1 }, { collect: 'reason' }, { id: 'stuck', end: 'unresolved' }],
    }
    const rules = check(JSON.stringify(flow), {}, 'withdraw').map(({ rule }) => rule)
    expect(rules.filter((rule) => rule === 'withdrawal')).toHaveLength(2)
  })
})

describe('a withdrawal, whatever the flow is called', () => {
  const slots = {
    name: { type: 'name', pii: true, purpose: 'withdrawal' },
    contract: { type: 'text' },
    email: { type: 'email', pii: true, purpose: 'withdrawal' },
  }
  const own = {
    who: 'Who are you?',
    'who.submit': 'Continue',
    'who.name': 'Name',
    'who.contract': 'Order number',
    'who.email': 'E-mail',
    sure: 'You withdraw from this contract.',
    'sure.yes': 'Confirm withdrawal',
    words: 'I withdraw from contract {contract}.',
    received: 'We have received your statement {withdrawal.reference}.',
  }
  const flow = {
    id: 'undo',
    version: 1,
    fail: 'stuck',
    slots,
    steps: [
      { form: 'who', fields: [{ slot: 'name' }, { slot: 'contract' }, { slot: 'email' }] },
      { confirm: 'sure', no: 'over' },
      { withdraw: 'words', in: ['name', 'contract', 'email'] },
      { say: 'received' },
      { id: 'over', end: 'resolved' },
      { id: 'stuck', end: 'unresolved' },
    ],
  }
  const rules = (steps: readonly object[], more: Readonly<Record<string, string>> = {}): readonly string[] =>
    faults({ ...flow, steps }, { ...own, ...more })

  test('in two steps is sound', () => {
    expect(rules(flow.steps)).toEqual([])
  })

  test.each<[string, readonly object[], Readonly<Record<string, string>>]>([
    ['at once', [...flow.steps.slice(0, 1), ...flow.steps.slice(2)], {}],
    ['behind a verification', [{ verify: 1 }, ...flow.steps], {}],
    ['with a button that says something else', flow.steps, { 'sure.yes': 'Yes' }],
    ['that is accepted', flow.steps, { received: 'Your withdrawal {withdrawal.reference} is accepted.' }],
  ])('%s is found', (_, steps, more) => {
    expect(rules(steps, more)).toContain('withdrawal')
  })
})

describe('a problem', () => {
  test('has its file, line and column, and a sentence', () => {
    const text = JSON.stringify({ ...sound, steps: [{ say: 'hello' }, { go: 'nowhere' }] }, null, 2)
    const [problem] = check(text, {})
    expect(problem).toMatchObject({
      rule: 'compile',
      file: 'sample.flow.json',
      path: 'steps[1]',
      sentence: 'There is no step "nowhere".',
    })
    expect(text.split('\n')[(problem?.line ?? 0) - 1]?.slice((problem?.column ?? 0) - 1)).toMatch(/^\{/)
  })

  test('in a file that is not JSON stands where it stops being JSON', () => {
    expect(check('{ "id": "sample", }', {})).toMatchObject([{ rule: 'json', line: 1 }])
    expect(check('', {})).toMatchObject([{ rule: 'json', line: 1, column: 1 }])
    expect(check('{"id":"a","id":"b","version":1,"steps":[{"end":"resolved"}]}', {})).toMatchObject([
      { rule: 'json', path: 'id' },
    ])
  })

  test('tells the conversation that shows it', () => {
    const flow = { ...sound, steps: [{ say: 'hello' }, { confirm: 'found' }, ...sound.steps.slice(1)] }
    const problem = check(JSON.stringify(flow), { en: JSON.stringify(texts) }).find(
      ({ rule }) => rule === 'used-before-set',
    )
    expect(problem?.conversation).toEqual(['hello', 'found'])
  })
})
