// @vitest-environment node
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { shippedFlows } from '@comptoir/bot-engine/flows'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaveOut, without } from '../build/leave-out.ts'
import type { Unused } from '../build/leave-out.ts'
import { unused } from '../build/unused.ts'

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

interface Engine {
  compileFlow(flow: unknown): { flow: unknown; waits: ReadonlyMap<string, unknown> }
  beginFlow(compiled: unknown, input: object, world: object): Turn
  turnFlow(compiled: unknown, frame: unknown, event: object, world: object): Turn
  Repair: new (words: Iterable<string>) => {
    learn(): Iterable<void>
    all(words: readonly string[]): ReadonlyMap<string, unknown>
  }
}
interface Turn {
  readonly frame: { readonly pending: string | null }
  readonly effects: readonly { readonly type: string; readonly params: unknown }[]
  readonly done: boolean
}

let whole: Engine
let trimmed: Engine

beforeAll(async () => {
  whole = await bundled('whole', [])
  trimmed = await bundled('trimmed', unused)
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function bundled(name: string, lists: readonly Unused[]): Promise<Engine> {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { conditions: ['@comptoir/source', 'module', 'browser', 'production'] },
    plugins: [leaveOut(lists)],
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry: { [name]: join(root, 'test/browser/engine-parts.ts') }, formats: ['es'] },
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
