// @vitest-environment node
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { shippedFlows } from '@comptoir/bot-engine/flows'
import { Window } from 'happy-dom'
import type { VNode } from 'preact'
import { build } from 'vite'
import type { Plugin } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveOut, without } from '../build/leave-out.ts'
import type { Unused } from '../build/leave-out.ts'
import { preactSources } from '../build/preact-sources.ts'
import { unused } from '../build/unused.ts'
import { unusedOfPreact } from '../build/unused-preact.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, `node_modules/.cache/comptoir/leave-out.${process.pid}`)

const anything = { file: /./, because: 'it is an example' }

test('a function keeps the body it is given, a method goes, a text is replaced, every error says one thing', () => {
  const code = `function spare() { work() }
const Shop = class { sell() { return 1 } rent() { throw new Error('no ' + thing) } }
if (night) close()`
  const list: Unused = {
    ...anything,
    bodies: { spare: 'return 0' },
    gone: ['Shop.sell'],
    texts: { '(night)': '(false)' },
    sentence: 'no',
  }
  expect(without(code, list, 'shop.js')).toBe(`function spare() {return 0}
const Shop = class {  rent() { throw new Error("no") } }
if (false) close()`)
})

test('what a library no longer has stops the build with its name', () => {
  expect(() => without('function a() {}', { ...anything, gone: ['b'] }, 'shop.js')).toThrow(
    /shop\.js no longer has: b\./,
  )
  expect(() => without('a()', { ...anything, texts: { 'c()': '' } }, 'shop.js')).toThrow(/no longer has: c/)
})

// --- The libraries as they are in the page, beside the whole ones ---

interface Engine extends Conversation {
  compileFlow(flow: unknown): { flow: unknown; waits: ReadonlyMap<string, unknown> }
  beginFlow(compiled: unknown, input: object, world: object): Turn
  turnFlow(compiled: unknown, frame: unknown, event: object, world: object): Turn
  Repair: new (words: Iterable<string>) => {
    learn(): Iterable<void>
    all(words: readonly string[]): ReadonlyMap<string, unknown>
  }
}
type Conversation = Pick<typeof import('./browser/engine-parts.ts'), 'freshConversation' | 'turnConversation'>
interface Turn {
  readonly frame: { readonly pending: string | null }
  readonly effects: readonly { readonly type: string; readonly params: unknown }[]
  readonly done: boolean
}

let whole: Engine
let trimmed: Engine

type Preact = Omit<typeof import('./browser/panel-parts.ts'), 'jsx'> & {
  jsx(type: unknown, props: object, key?: string): VNode
}

beforeAll(async () => {
  const libraries = unused.filter((list) => !unusedOfPreact.includes(list))
  whole = await bundled('engine-parts', 'whole', [])
  trimmed = await bundled('engine-parts', 'trimmed', [leaveOut(libraries)])
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function bundled<Parts>(parts: string, kind: string, plugins: readonly Plugin[]): Promise<Parts> {
  const name = `${parts}.${kind}`
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { conditions: ['@comptoir/source', 'module', 'browser', 'production'] },
    plugins: [...plugins],
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry: { [name]: join(root, `test/browser/${parts}.ts`) }, formats: ['es'] },
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  })
  return import(/* @vite-ignore */ pathToFileURL(join(folder, `${name}.mjs`)).href)
}

test('the flows run in the XState of the page as in the whole one', async () => {
  const random = seeded(20261121)
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  for (const id of shippedFlows.ids) {
    const flow = await shippedFlows.flow(id)
    const [left, right] = [whole.compileFlow(flow), trimmed.compileFlow(flow)]
    const world = { customer: { level: 2, locked: false, signedIn: false }, facts: {}, page: {}, shop: {} }
    for (let walk = 0; walk < 12; walk++) {
      let here = whole.beginFlow(left, {}, world)
      let there = trimmed.beginFlow(right, {}, world)
      for (let turn = 0; turn < 25 && !here.done; turn++) {
        expect({ id, walk, turn, ...told(there) }).toEqual({ id, walk, turn, ...told(here) })
        const { pending } = here.frame
        const event = pick([
          { type: 'YES' },
          { type: 'NO' },
          { type: 'MISS' },
          { type: 'BACK' },
          { type: 'PICK', value: pick(['0', '1', '3', 'mail', 'other']) },
          {
            type: 'FILL',
            values: { reference: 'XKBKNABJK', email: 'camille@exemple.fr', postcode: '14000' },
          },
          { type: 'DONE', id: pending, output: [{ ref: 'a', label: 'A' }] },
          { type: 'DONE', id: pending, output: { level: 1, open: true } },
          { type: 'FAILED', id: pending, cause: pick(['unavailable', 'refused', 'timeout']) },
          { type: 'RETURN', id: pending, outcome: pick(['resolved', 'abandoned']), output: {} },
          { type: 'RESUME', step: pick([...left.waits.keys()]) },
          { type: 'AGENT.DONE' },
        ])
        here = whole.turnFlow(left, here.frame, event ?? {}, world)
        there = trimmed.turnFlow(right, there.frame, event ?? {}, world)
      }
      expect({ id, walk, ...told(there) }).toEqual({ id, walk, ...told(here) })
    }
  }
})

test('a conversation changes its mode in the XState of the page as in the whole one', () => {
  const random = seeded(20261123)
  const types = [
    'FLOW.ENTER',
    'FLOW.TURN',
    'FLOW.LEAVE',
    'FLOW.CLEAR',
    'STACK.MOVE',
    'AGENT.WAIT',
    'AGENT.DONE',
  ]
  const others = ['KNOW', 'CONVERSATION.END', 'CONVERSATION.RESTART', 'ODD']
  let [here, there] = [whole.freshConversation, trimmed.freshConversation]
  const modes = new Set<string>()
  for (let turn = 0; turn < 400; turn++) {
    const type = [...types, ...types, ...others][Math.floor(random() * 18)]
    const frame = { flow: `flow-${turn}` }
    // What lies on the stack is not looked into.
    const event = {
      type,
      frame,
      entry: { frame, aside: false },
      what: { topic: String(turn) },
      stack: [],
    } as never
    here = whole.turnConversation(here, event)
    there = trimmed.turnConversation(there, event)
    expect({ turn, there }).toEqual({ turn, there: here })
    modes.add(here.mode)
  }
  expect([...modes].sort()).toEqual(['leading', 'listening', 'live', 'over'])
})

test('words are repaired by the Fuse of the page as by the whole one', () => {
  const known = [
    'facture',
    'commande',
    'livraison',
    'remboursement',
    'retour',
    'colis',
    'adresse',
    'garantie',
  ]
  const typed = [
    'factur',
    'comande',
    'livrason',
    'remboursment',
    'retuor',
    'coli',
    'adrese',
    'garenti',
    'zzzz',
  ]
  const [left, right] = [new whole.Repair(known), new trimmed.Repair(known)]
  for (const repair of [left, right]) expect([...repair.learn()]).not.toEqual([])
  for (const word of typed) expect([...right.all([word])]).toEqual([...left.all([word])])
  expect([...right.all(['factur'])]).toEqual([['factur', ['facture']]])
})

test('the panel is drawn by the Preact of the page as by the whole one', async () => {
  const kinds = [
    drawing(await bundled<Preact>('panel-parts', 'whole', [])),
    drawing(await bundled<Preact>('panel-parts', 'trimmed', [leaveOut(unusedOfPreact), preactSources()])),
  ]
  const random = seeded(20261122)
  const number = (below: number): number => Math.floor(random() * below)
  for (let round = 0; round < 60; round++) {
    const scene: Scene = {
      order: [...'abcdef'].toSorted(() => random() - 0.5).slice(0, number(7)),
      text: ['', 'Bonjour', '<b>'][number(3)] ?? '',
      checked: random() < 0.5,
      nested: random() < 0.5,
      faulty: random() < 0.2,
      click: random() < 0.5,
    }
    const [left, right] = await Promise.all(kinds.map((kind) => kind.draw(scene)))
    expect(right).toEqual(left)
    expect(left?.html).toContain(scene.nested ? '<em>' : '<ol>')
  }
  expect(kinds.map((kind) => kind.end())).toEqual(['', ''])
})

interface Scene {
  readonly order: readonly string[]
  readonly text: string
  readonly checked: boolean
  readonly nested: boolean
  readonly faulty: boolean
  readonly click: boolean
}

/** A small page that uses everything the panel uses: keyed lists, state, refs, layout, context, a caught error. */
function drawing({ Component, createContext, Fragment, jsx, render, ...hooks }: Preact): {
  draw(scene: Scene): Promise<{ readonly html: string; readonly log: readonly string[] }>
  end(): string
} {
  const { useContext, useLayoutEffect, useMemo, useRef, useState } = hooks
  const window = new Window()
  const page = window.document.body as unknown as HTMLElement
  const Tone = createContext('plain')
  let log: string[] = []

  class Caught extends Component<{ children: VNode }, { broken: boolean }> {
    override state = { broken: false }
    static override getDerivedStateFromError(): { broken: boolean } {
      return { broken: true }
    }
    override render() {
      return this.state.broken ? jsx('p', { children: 'broken' }) : this.props.children
    }
  }

  function Row({ name, text }: { name: string; text: string }) {
    const [count, setCount] = useState(0)
    const tone = useContext(Tone)
    const button = useRef<HTMLButtonElement>(null)
    const shown = useMemo(() => `${name}:${text}`, [name, text])
    useLayoutEffect(() => {
      log.push(`laid out ${shown} ${button.current?.title}`)
      return () => log.push(`taken away ${shown}`)
    }, [shown])
    return jsx('li', {
      children: jsx('button', {
        ref: button,
        title: tone,
        'aria-pressed': count % 2 === 1,
        onClick: () => setCount(count + 1),
        children: [shown, count > 0 && ` ${count}`],
      }),
    })
  }

  function Faulty({ faulty }: { faulty: boolean }) {
    if (faulty) throw new Error('odd')
    return jsx('hr', {})
  }

  function Page({ order, text, checked, nested, faulty }: Scene) {
    const list = order.map((name) => jsx(Row, { name, text }, name))
    return jsx(Tone.Provider, {
      value: text,
      children: jsx(Fragment, {
        children: [
          jsx('input', { type: 'checkbox', checked, class: text || undefined, disabled: !checked }),
          jsx('textarea', { value: text, rows: 2 }),
          nested
            ? jsx('div', { children: [jsx('em', {}), jsx('ol', { children: list })] })
            : jsx('ol', { children: list }),
          jsx(Caught, { children: jsx(Faulty, { faulty }) }, String(faulty)),
        ],
      }),
    })
  }

  return {
    async draw(scene) {
      log = []
      render(jsx(Page, { ...scene }), page)
      if (scene.click) page.querySelector('button')?.click()
      await new Promise((resolve) => setTimeout(resolve))
      return { html: page.innerHTML, log }
    },
    end() {
      render(null, page)
      return page.innerHTML
    },
  }
}

function told({ frame, effects, done }: Turn): object {
  return { frame, done, effects: effects.map(({ type, params }) => ({ type, params })) }
}

/** mulberry32: the same walk at every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
