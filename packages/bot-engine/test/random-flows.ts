import type { Flow, FlowTexts, Step } from '@comptoir/bot-engine'
import * as fc from 'fast-check'
import type { SoundFlow } from './sound-flows.ts'

/** A part of a flow that is sound by itself, whatever stands before and after it. */
interface Part {
  readonly steps: readonly Step[]
  readonly slots?: Flow['slots']
  readonly texts: FlowTexts
}

/** Parts by kind, under names of their own. */
const parts: readonly ((name: string) => Part)[] = [
  (name) => ({ steps: [{ say: name }], texts: { [name]: 'Bonjour.' } }),
  (name) => ({
    steps: [{ collect: name, tries: 2 }, { say: `${name}Said` }],
    slots: { [name]: { type: 'number' } },
    texts: { [name]: 'Combien\u00A0?', [`${name}Said`]: 'Vous avez dit {' + name + '}.' },
  }),
  (name) => ({
    steps: [{ collect: name, silence: { after: 90, say: `${name}Still` } }, { say: `${name}Said` }],
    slots: { [name]: { type: 'date' } },
    texts: {
      [name]: 'Quel jour\u00A0?',
      [`${name}Still`]: 'Prenez votre temps.',
      [`${name}Said`]: 'Vous avez dit le {' + name + '|date}.',
    },
  }),
  (name) => ({
    steps: [
      { collect: name },
      { ticket: `${name}Subject`, in: { text: { text: `${name}Subject` }, email: name } },
    ],
    slots: { [name]: { type: 'email', pii: true, purpose: 'answer' } },
    texts: { [name]: 'Quelle est votre adresse e-mail\u00A0?', [`${name}Subject`]: 'Question' },
  }),
  (name) => ({ steps: [{ confirm: name, no: 'stuck' }], texts: { [name]: 'Est-ce bien cela\u00A0?' } }),
  (name) => ({
    steps: [
      { choose: name, options: { left: `${name}Then`, right: `${name}Then` } },
      { id: `${name}Then`, say: `${name}Then` },
    ],
    texts: {
      [name]: 'Lequel\u00A0?',
      [`${name}.left`]: 'Le bleu',
      [`${name}.right`]: 'Le vert',
      [`${name}Then`]: 'Entendu.',
    },
  }),
  (name) => ({
    steps: [{ consent: name, purpose: 'newsletter' }],
    texts: { [name]: 'Souhaitez-vous notre lettre\u00A0?' },
  }),
  (name) => ({
    steps: [{ teach: name, steps: 2, instead: 'stuck' }],
    texts: { [name]: 'Voici comment faire.', [`${name}.1`]: 'Ouvrez la page.', [`${name}.2`]: 'Choisissez.' },
  }),
  (name) => ({
    steps: [
      { open: name },
      { wait: 'page', ask: `${name}Seen`, match: `/${name}`, seconds: 60, late: 'stuck' },
    ],
    texts: {
      [name]: 'La page est ici.',
      [`${name}.href`]: `/${name}`,
      [`${name}Seen`]: 'Avez-vous trouvé\u00A0?',
    },
  }),
  (name) => ({
    steps: [
      { wait: 'time', seconds: 5 },
      { copy: `${name}Code`, say: name },
    ],
    texts: { [name]: 'Voici un code.', [`${name}Code`]: 'MERCI' },
  }),
  (name) => ({
    steps: [
      { call: 'shop.orders', as: `${name}All`, tries: 2 },
      { choose: name, from: `${name}All`, label: `${name}Entry`, none: 'stuck' },
      { show: 'order', of: name, say: `${name}Here` },
    ],
    texts: {
      [name]: 'Quelle commande\u00A0?',
      [`${name}Entry`]: '{item.reference}',
      [`${name}Here`]: 'La voici.',
    },
  }),
  (name) => ({
    steps: [
      { call: 'desk.availability', as: name },
      { say: `${name}Open`, if: { [`${name}.open`]: true } },
    ],
    texts: { [`${name}Open`]: 'Nos conseillers sont là.' },
  }),
]

/** Flows of two to five parts, in any order. */
export const randomFlows: fc.Arbitrary<SoundFlow> = fc
  .array(fc.nat(parts.length - 1), { minLength: 2, maxLength: 5 })
  .filter((kinds) => kinds.some((kind) => NEEDS_A_WAY_OUT.has(kind)))
  .map((kinds) => {
    const made = kinds.flatMap(
      (kind, index) => parts[kind]?.(`part${String.fromCodePoint(97 + index)}`) ?? [],
    )
    const slots = Object.assign({}, ...made.map((part) => part.slots)) as NonNullable<Flow['slots']>
    return {
      flow: {
        id: 'random',
        version: 1,
        fail: 'stuck',
        ...(Object.keys(slots).length > 0 ? { slots } : {}),
        steps: [
          ...made.flatMap(({ steps }) => steps),
          { end: 'resolved' },
          { id: 'stuck', end: 'unresolved' },
        ],
      },
      texts: Object.assign({}, ...made.map((part) => part.texts)) as FlowTexts,
    }
  })

/** The kinds that can fail: without one of them nothing leads to people, and nothing has to. */
const NEEDS_A_WAY_OUT: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 10, 11])
