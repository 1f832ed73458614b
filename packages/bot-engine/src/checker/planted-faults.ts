import type { Flow, Step } from '../flow/flow.ts'
import type { FlowTexts } from '../flow/library.ts'
import { leadsToPeople } from './people.ts'

/** A flow file with its texts, as they are edited: anything may be in it. */
export interface FlowDraft {
  flow: Record<string, unknown> & { steps: Record<string, unknown>[] }
  texts: Record<string, Record<string, string>>
}

/** A mistake that people make. */
export interface PlantedFault {
  readonly id: string
  /** Makes the mistake in a draft; false where the flow has no place for it. */
  plant(draft: FlowDraft): boolean
}

/** What a draft is made of. */
export function draftOf(flow: object, texts: ReadonlyMap<string, FlowTexts>): FlowDraft {
  return JSON.parse(JSON.stringify({ flow, texts: Object.fromEntries(texts) })) as FlowDraft
}

/** Mistakes to be planted in any flow, one at a time: the checker has to find each of them. */
export const plantedFaults: readonly PlantedFault[] = [
  // The shape.
  always('no-id', ({ flow }) => void delete flow['id']),
  always('no-version', ({ flow }) => void delete flow['version']),
  always('version-zero', ({ flow }) => void (flow['version'] = 0)),
  always('unknown-field', ({ flow }) => void (flow['stepz'] = [])),
  always('no-steps', ({ flow }) => void (flow.steps = [])),
  always('unknown-verb', ({ flow }) => void flow.steps.unshift({ shout: 'hello' })),
  always('two-verbs', ({ flow }) => void flow.steps.unshift({ say: 'hello', go: 'hello' })),
  always('unknown-phase', ({ flow }) => void Object.assign(flow.steps[0] ?? {}, { phase: 'middle' })),
  always('unknown-interruption', ({ flow }) => void (flow['interruption'] = 'maybe')),
  onStep('unknown-outcome', 'end', (step) => void (step['end'] = 'happy')),
  onStep('unknown-call', 'call', (step) => void (step['call'] = 'shop.guess')),
  onStep('condition-as-code', 'when', (step) => void (step['when'] = 'order.paid == false')),
  onStep('unknown-operator', 'when', (step) => void (step['when'] = { 'customer.level': { like: 2 } })),
  onStep('endless-tries', 'confirm', (step) => void (step['tries'] = 99)),
  onStep('impatient-call', 'call', (step) => void (step['within'] = 5)),
  onSlot(
    'unknown-slot-type',
    () => true,
    (slot) => void (slot['type'] = 'colour'),
  ),
  onStep('file-among-fields', 'fields', (step, { flow }) => {
    const [field] = step['fields'] as { slot: string }[]
    const slots = Object(flow['slots']) as Record<string, Json>
    Object.assign(slots[field?.slot ?? ''] ?? {}, { type: 'file' })
  }),
  onStep('lesson-of-nothing', 'teach', (step) => void (step['steps'] = 0)),
  onStep('film-and-order-at-once', 'show', (step) => void (step['show'] = 'hologram')),
  onStep('consent-for-nothing', 'consent', (step) => void delete step['purpose']),
  onStep('endless-wait', 'seconds', (step) => void (step['seconds'] = 1e9)),
  onStep('wait-for-nobody', 'wait', (step) => void (step['wait'] = 'godot')),
  onStep('stubborn-call', 'call', (step) => void (step['tries'] = 99)),
  onStep('silence-at-once', 'collect', (step) => void (step['silence'] = { after: 0, go: idOf(step) })),
  onStep('silence-without-a-word', 'collect', (step) => void (step['silence'] = { after: 60 })),
  onStep('unknown-step-interruption', 'confirm', (step) => void (step['interruption'] = 'maybe')),
  planted('misspelt-field', ({ flow }) => {
    const step = flow.steps.find(({ when }) => Object.keys(Object(when) as object).some(isOfOrder))
    const when = Object(step?.['when']) as Json
    const path = Object.keys(when).find(isOfOrder)
    if (path === undefined || !flow.steps.some((each) => 'verify' in each)) return false
    when[`${path}x`] = when[path]
    delete when[path]
    return true
  }),
  planted('misspelt-field-in-a-text', ({ flow, texts }) => {
    const own = Object.values(texts)
    const key = own[0] && keyOf(flow, own[0])
    if (key === undefined) return false
    for (const each of own) each[key] += ' {customer.levle}'
    return true
  }),
  planted('pick-from-no-list', ({ flow }) => {
    const step = flow.steps.find(({ from }) => from === 'order.items')
    if (step) step['from'] = 'order.reference'
    return step !== undefined
  }),
  onStep('gives-what-is-not-there', 'use', (step) => void (step['gives'] = ['nothingOfTheSort'])),
  always('input-nobody-looks-at', ({ flow }) => {
    flow['input'] = [...(Array.isArray(flow['input']) ? flow['input'] : []), 'colourOfTheDay']
  }),
  planted('failed-verification-ends-well', ({ flow }) => {
    const step = flow.steps.find((each) => 'verify' in each)
    if (!step) return false
    step['fail'] = 'sentAway'
    flow.steps.push({ id: 'sentAway', end: 'resolved' })
    return true
  }),
  onStep('quantities-of-ways', 'options', (step) => void (step['quantities'] = true)),
  onSlot(
    'endless-retention',
    ({ pii }) => pii === true,
    (slot) => void (slot['retention'] = 'forever'),
  ),
  // The graph.
  onStep('go-nowhere', 'go', (step) => void (step['go'] = 'nowhere')),
  onStep('when-nowhere', 'when', (step) => void (step['go'] = 'nowhere')),
  onStep('yes-nowhere', 'confirm', (step) => void (step['yes'] = 'nowhere')),
  onStep('call-fails-nowhere', 'call', (step) => void (step['fail'] = 'nowhere')),
  onStep('silence-nowhere', 'collect', (step) => void (step['silence'] = { after: 60, go: 'nowhere' })),
  onStep('lesson-nowhere', 'teach', (step) => void (step['instead'] = 'nowhere')),
  onStep('consent-nowhere', 'consent', (step) => void (step['no'] = 'nowhere')),
  onStep('late-nowhere', 'match', (step) => void (step['late'] = 'nowhere')),
  onStep('ticket-fails-nowhere', 'ticket', (step) => void (step['fail'] = 'nowhere')),
  onStep('case-nowhere', 'cases', (step) => void (step['else'] = 'nowhere')),
  onStep('none-nowhere', 'none', (step) => void (step['none'] = 'nowhere')),
  onStep('cause-nowhere', 'call', (step) => void (step['fail'] = { refused: 'nowhere', else: 'nowhere' })),
  always('flow-fails-nowhere', ({ flow }) => void (flow['fail'] = 'nowhere')),
  onStep('option-nowhere', 'options', (step) => void (step['options'] = { lost: 'nowhere' })),
  always(
    'same-id-twice',
    ({ flow }) => void flow.steps.unshift({ id: 'twin', go: 'twin2' }, { id: 'twin', go: 'twin2' }),
  ),
  always('odd-id', ({ flow }) => void flow.steps.unshift({ id: '#top', go: 'x' })),
  planted('past-the-end', ({ flow }) => {
    const last = flow.steps.at(-1)
    return last !== undefined && ('end' in last || 'go' in last) && flow.steps.pop() !== undefined
  }),
  always(
    'silent-loop',
    ({ flow }) => void flow.steps.unshift({ id: 'loop', set: { spin: 1 } }, { go: 'loop' }),
  ),
  always('unreachable-step', ({ flow }) => void flow.steps.push({ id: 'island', end: 'resolved' })),
  always('no-way-to-an-end', ({ flow }) => {
    flow.steps = flow.steps.map((step, index) =>
      'end' in step
        ? { id: step['id'] ?? `end-${index}`, confirm: 'again', yes: 'again', no: 'again', fail: 'again' }
        : step,
    )
    flow.steps.push({ id: 'again', confirm: 'again', yes: 'again', no: 'again', fail: 'again' })
  }),
  always('call-without-a-way-out', ({ flow }) => {
    delete flow['fail']
    flow.steps.unshift({ call: 'shop.orders', as: 'orders' })
  }),
  planted('failure-ends-well', ({ flow }) => {
    const ends = flow.steps.filter((step) => 'end' in step && step['end'] !== 'resolved')
    const people = flow.steps.some(
      (step) => !('end' in step) && leadsToPeople(step as unknown as Step, NO_FLOWS),
    )
    // A flow that may be left at any time asks nothing that could fail.
    const canFail = flow['interruption'] !== 'leave' || flow.steps.some((step) => 'call' in step)
    for (const step of ends) step['end'] = 'resolved'
    return ends.length > 0 && !people && canFail && flow['id'] !== 'survey'
  }),
  always('unknown-sub-flow', ({ flow }) => void flow.steps.unshift({ use: 'nothing-of-the-sort' })),
  always('uses-itself', ({ flow }) => void flow.steps.unshift({ use: flow['id'] })),
  onStep('unknown-offer', 'confirm', (step) => void (step['offer'] = ['magic'])),
  // The data.
  always('unknown-slot', ({ flow }) => void flow.steps.unshift({ collect: 'colour' })),
  onStep('slot-taken-away', 'collect', (_, { flow }) => void (flow['slots'] = {})),
  always(
    'unused-slot',
    ({ flow }) => void (flow['slots'] = { ...Object(flow['slots']), colour: { type: 'text' } }),
  ),
  always(
    'misspelt-name',
    ({ flow }) => void flow.steps.unshift({ when: { 'ordre.paid': false }, go: idOf(flow.steps.at(-1)) }),
  ),
  always(
    'misspelt-root-in-set',
    ({ flow }) => void flow.steps.unshift({ set: { copy: { from: 'nothing.here' } } }),
  ),
  always(
    'unused-result',
    ({ flow }) => void flow.steps.unshift({ call: 'shop.orders', as: 'neverLookedAt' }),
  ),
  planted('used-before-set', ({ flow, texts }) => {
    const at = flow.steps.findIndex((step) => 'call' in step && 'as' in step)
    const name = flow.steps[at]?.['as']
    flow.steps.unshift({ say: 'early' })
    for (const own of Object.values(texts)) own['early'] = `Nelvet {${String(name)}.id}.`
    return at >= 0
  }),
  planted('result-not-kept', ({ flow }) => {
    const kept = flow.steps.find((step) => 'call' in step && 'as' in step && step['as'] !== 'order')
    const others = flow.steps.some((step) => step !== kept && step['as'] === kept?.['as'])
    if (kept) delete kept['as']
    return kept !== undefined && !others
  }),
  always(
    'impossible-status',
    ({ flow }) => void flow.steps.unshift({ when: { 'customer.level': 9 }, go: idOf(flow.steps.at(-1)) }),
  ),
  planted('call-without-input', ({ flow }) => {
    const call = flow.steps.find((step) =>
      ['shop.verify', 'shop.order', 'desk.requestCallback'].includes(String(step['call'])),
    )
    if (call) delete call['in']
    return call !== undefined
  }),
  ...(['ticket', 'complaint', 'withdraw'] as const).map((verb) =>
    onStep(`${verb}-without-words`, verb, (step) => void delete step['in']),
  ),
  always(
    'input-nobody-takes',
    ({ flow }) =>
      void flow.steps.unshift({
        use: flow['id'] === 'survey' ? 'callback' : 'survey',
        with: { colour: { value: 'red' } },
      }),
  ),
  planted('level-too-low', ({ flow }) => {
    const verify = flow.steps.find((step) => step['verify'] === 2)
    if (verify) verify['verify'] = 1
    return verify !== undefined && flow.steps.some((step) => step['show'] === 'file')
  }),
  // The texts.
  inText('missing-in-one-language', (own, key) => delete own[key]),
  everywhere('missing-everywhere', (own, key) => delete own[key]),
  inText('text-nobody-says', (own) => Boolean((own['leftover'] = 'Nelvet.'))),
  inText('misspelt-hole', (own, key) => Boolean((own[key] += ' {ordre.reference}'))),
  inText('blank', (own, key) => Boolean((own[key] = ' '))),
  inText('open-brace', (own, key) => Boolean((own[key] += ' {shop.name'))),
  inText('hole-of-another-language', (own, key) => Boolean((own[key] += ' ${shop.name}'))),
  inText('script-link', (own, key) => Boolean((own[key] += ' [Nelvet](javascript:alert)'))),
  inText('left-to-do', (own, key) => Boolean((own[key] += ' TODO'))),
  inText('doubled-hole', (own, key) => Boolean((own[key] += ' {{name}}'))),
  inText('unknown-format', (own, key) => Boolean((own[key] += ' {shop.name|shout}'))),
  inOneOfSeveral('other-values', (own, key) => Boolean((own[key] += ' {shop.phone}'))),
  inOneOfSeveral('link-in-one-language', (own, key) => Boolean((own[key] += ' [Contact](/contact)'))),
  inText('html', (own, key) => Boolean((own[key] += ' <b>Nelvet</b>'))),
  inText('shouting', (own, key) => Boolean((own[key] = 'ATTENTION LISEZ BIEN CECI MAINTENANT.'))),
  inText('surcharged-number', (own, key) => Boolean((own[key] += ' 0892 68 00 00'))),
  inText('dead-odr-link', (own, key) => Boolean((own[key] += ' [ODR](https://ec.europa.eu/consumers/odr)'))),
  inText('repeated-punctuation', (own, key) => Boolean((own[key] += ' Nelvet!!!'))),
  inText('control-character', (own, key) => Boolean((own[key] += String.fromCharCode(7)))),
  inKey('look-without-address', /\.href$/, (own, key) => delete own[key], 'open'),
  inKey('film-without-captions', /\.captions$/, (own, key) => delete own[key]),
  inKey('picture-without-words', /\.alt$/, (own, key) => delete own[key], 'show'),
  inKey('lesson-without-a-step', /\.2$/, (own, key) => delete own[key], 'teach'),
  inKey('code-for-an-address', /\.href$/, (own, key) => Boolean((own[key] = 'javascript:alert(1)'))),
  inKey('surcharged-link', /\.href$/, (own, key) => Boolean((own[key] = 'tel:+33892680000'))),
  inKey('address-with-a-space', /\.(?:href|image|video)$/, (own, key) => Boolean((own[key] = '/mon compte'))),
  inKey('dead-link', /\.href$/, (own, key) => Boolean((own[key] = 'https://ec.europa.eu/consumers/odr'))),
  inKey('recap-without-subject', /\.subject$/, (own, key) => delete own[key], 'recap'),
  // Privacy and law.
  inKey('personal-data-in-a-look', /\.href$/, (own, key) => Boolean((own[key] += '?m={facts.email}'))),
  planted('personal-data-copied', ({ flow, texts }) => {
    const [name] =
      Object.entries(Object(flow['slots']) as Record<string, Json>).find(([, slot]) => slot['pii']) ?? []
    const at = flow.steps.findIndex((step) => step['collect'] === name)
    if (name === undefined || at < 0) return false
    flow.steps.splice(at + 1, 0, { set: { spare: { from: name } } }, { say: 'spare' })
    for (const own of Object.values(texts)) own['spare'] = '{spare}'
    return true
  }),
  onStep('consent-or-nothing', 'consent', (step, { flow }) => {
    flow.steps.push({ id: 'sentAway', end: 'unresolved' })
    step['no'] = 'sentAway'
  }),
  onStep('withdrawal-gated', 'withdraw', (_, { flow }) => void flow.steps.unshift({ verify: 1 })),
  onStep('withdrawal-by-state', 'withdraw', (_, { flow }) => {
    flow['input'] = ['order']
    flow.steps.unshift({ when: { 'order.status': 'delivered' }, go: idOf(flow.steps.at(-1)) })
  }),
  onStep('withdrawal-with-a-reason', 'withdraw', (_, { flow, texts }) => {
    flow['slots'] = { ...Object(flow['slots']), reason: { type: 'text' } }
    flow.steps.unshift({ collect: 'reason' })
    for (const own of Object.values(texts)) own['reason'] = 'Nelvet.'
  }),
  onStep('withdrawal-at-once', 'withdraw', (step, { flow }) => {
    const confirm = flow.steps.find((each) => 'confirm' in each && each['yes'] === step['id'])
    for (const name of Object.keys(confirm ?? {})) delete confirm?.[name]
    if (confirm) confirm['go'] = step['id']
  }),
  planted('withdrawal-accepted', ({ flow, texts }) => {
    const said = flow.steps.find((step) => 'say' in step)?.['say']
    const [own] = Object.values(texts)
    if (!flow.steps.some((step) => 'withdraw' in step) || typeof said !== 'string' || !own) return false
    own[said] = 'Votre rétractation est acceptée.'
    return true
  }),
  inKey('withdrawal-button', /\.yes$/, (own, key) => Boolean((own[key] = 'Oui')), 'withdraw'),
  onSlot(
    'unmarked-personal-data',
    ({ pii }) => pii === true,
    (slot) => void delete slot['pii'],
  ),
  onSlot(
    'personal-data-without-purpose',
    ({ pii }) => pii === true,
    (slot) => void delete slot['purpose'],
  ),
  planted('personal-data-in-an-address', ({ texts }) => {
    for (const own of Object.values(texts))
      for (const key of Object.keys(own).slice(0, 1)) own[key] += ' [Nelvet](/x?m={facts.email})'
    return Object.values(texts).some((own) => Object.keys(own).length > 0)
  }),
  always('personal-data-for-nothing', ({ flow, texts }) => {
    flow['slots'] = { ...Object(flow['slots']), birthName: { type: 'name', pii: true, purpose: 'curiosity' } }
    flow.steps.unshift({ collect: 'birthName' })
    for (const own of Object.values(texts)) own['birthName'] = 'Nelvet?'
  }),
  onSlot(
    'consent-taken-away',
    ({ type }) => type === 'consent',
    (slot) => void (slot['type'] = 'flag'),
  ),
  onSlot(
    'commercial-consent-forced',
    ({ type }) => type === 'flag',
    (slot) => void (slot['type'] = 'consent'),
  ),
]

type Json = Record<string, unknown>

const NO_FLOWS: ReadonlyMap<string, Flow> = new Map()

function planted(id: string, plant: PlantedFault['plant']): PlantedFault {
  return { id, plant }
}

function always(id: string, plant: (draft: FlowDraft) => void): PlantedFault {
  return planted(id, (draft) => {
    plant(draft)
    return true
  })
}

function isOfOrder(path: string): boolean {
  return /^order\.\w+$/.test(path)
}

/** In the first step that has that field. */
function onStep(id: string, field: string, plant: (step: Json, draft: FlowDraft) => void): PlantedFault {
  return planted(id, (draft) => {
    const step = draft.flow.steps.find((each) => field in each)
    if (step) plant(step, draft)
    return step !== undefined
  })
}

/** In the first slot that is of the kind. */
function onSlot(id: string, fits: (slot: Json) => boolean, plant: (slot: Json) => void): PlantedFault {
  return planted(id, ({ flow }) => {
    const slot = (Object.values(Object(flow['slots']) as object) as Json[]).find(fits)
    if (slot) plant(slot)
    return slot !== undefined
  })
}

/** In the first text that is said in any case, of the first language. */
function inText(id: string, plant: (own: Record<string, string>, key: string) => boolean): PlantedFault {
  return planted(id, ({ flow, texts }) => {
    const [own] = Object.values(texts)
    const key = own && keyOf(flow, own)
    return own !== undefined && key !== undefined && plant(own, key)
  })
}

/** In the text under such a key, in every language, of a flow that has the verb. */
function inKey(
  id: string,
  pattern: RegExp,
  plant: (own: Record<string, string>, key: string) => boolean,
  verb?: string,
): PlantedFault {
  return planted(id, ({ flow, texts }) => {
    const [first] = Object.values(texts)
    const names = flow.steps.flatMap((step) => (verb === undefined ? [] : [step[verb], step['say']]))
    const key = Object.keys(first ?? {}).find(
      (each) =>
        pattern.test(each) &&
        (verb === undefined || verb === 'withdraw' || names.includes(each.replace(pattern, ''))),
    )
    if (key === undefined || (verb !== undefined && !flow.steps.some((step) => verb in step))) return false
    return Object.values(texts).every((own) => plant(own, key))
  })
}

/** The same, where there is another language to differ from. */
function inOneOfSeveral(
  id: string,
  plant: (own: Record<string, string>, key: string) => boolean,
): PlantedFault {
  const fault = inText(id, plant)
  return planted(id, (draft) => Object.keys(draft.texts).length > 1 && fault.plant(draft))
}

function everywhere(id: string, plant: (own: Record<string, string>, key: string) => boolean): PlantedFault {
  return planted(id, ({ flow, texts }) => {
    const all = Object.values(texts)
    const key = all[0] && keyOf(flow, all[0])
    return key !== undefined && all.length > 0 && all.every((own) => plant(own, key))
  })
}

/** The key of a text that a step says under exactly that name. */
function keyOf({ steps }: FlowDraft['flow'], own: Record<string, string>): string | undefined {
  const said = steps.flatMap((step) => [
    step['say'],
    step['ask'],
    step['confirm'],
    step['collect'],
    step['form'],
  ])
  return Object.keys(own).find((key) => said.includes(key))
}

function idOf(step: Json | undefined): string {
  return String(step?.['id'] ?? step?.['say'] ?? step?.['confirm'] ?? step?.['collect'] ?? 'nowhere')
}
