import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const run = promisify(execFile)
const player = new URL('hostile-player.ts', import.meta.url)

/** Runs in a process of its own: what a page does to the built-ins would break the test runner as well. */
async function playedOn(page: string): Promise<string> {
  const options = ['--conditions', '@comptoir/source', fileURLToPath(player), page]
  const { stdout } = await run(process.execPath, options)
  return stdout
}

describe('on a page that has changed the built-ins', () => {
  test.each([
    ['untouched', ''],
    ['an enumerable property on Object.prototype', `Object.prototype.foo = 'bar'`],
    ['and on Array.prototype', `Array.prototype.contains = function () { return false }`],
    [
      'the Array.from of prototype.js',
      `Array.from = function (list) { const copy = []; for (let i = 0; i < (list.length || 0); i++) copy.push(list[i]); return copy }`,
    ],
    [
      'the toJSON of prototype.js',
      `Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']' }`,
    ],
    [
      'the prototype.js of old shops',
      `const plain = Object.prototype.hasOwnProperty
       Array.prototype.each = function (f) { for (let i = 0; i < this.length; i++) f(this[i], i) }
       Array.prototype.find = function (f) { for (let i = 0; i < this.length; i++) if (f(this[i], i)) return this[i] }
       Array.prototype.entries = Array.prototype.toArray = function () { return this.slice() }
       Array.prototype.first = Array.prototype.last = Array.prototype.clear = Array.prototype.size = function () { return this }
       Array.from = function (list) { if (!list) return []; if ('toArray' in Object(list)) return list.toArray(); let n = list.length || 0; const copy = new Array(n); while (n--) copy[n] = list[n]; return copy }
       Object.toJSON = String
       Array.prototype.toJSON = function () { return '[' + this.map(Object.toJSON).join(', ') + ']' }
       String.prototype.toJSON = Number.prototype.toJSON = function () { return '"' + this + '"' }
       Date.prototype.toJSON = function () { return '"' + this.toISOString() + '"' }
       Object.keys = function (o) { const all = []; for (const k in o) if (plain.call(o, k)) all.push(k); return all }
       Object.values = function (o) { const all = []; for (const k in o) all.push(o[k]); return all }
       String.prototype.toArray = function () { return this.split('') }
       String.prototype.strip = String.prototype.sub = String.prototype.gsub = function () { return String(this) }
       Function.prototype.bind = function (self) { const f = this, given = [].slice.call(arguments, 1); return function () { return f.apply(self, given.concat([].slice.call(arguments))) } }`,
    ],
    [
      'MooTools',
      `Array.from = function (i) { return i == null ? [] : typeof i === 'object' && typeof i.length === 'number' ? [].slice.call(i) : [i] }
       Array.prototype.contains = function (one) { return this.indexOf(one) !== -1 }
       Array.prototype.flat = Array.prototype.flatten = function () { return [].concat.apply([], this) }
       Array.prototype.append = Array.prototype.combine = Array.prototype.erase = Array.prototype.empty = function () { return this }
       String.prototype.contains = function (part) { return this.indexOf(part) > -1 }
       String.prototype.test = String.prototype.clean = String.prototype.substitute = function () { return String(this) }
       String.from = String; Number.from = Number; Function.from = (f) => f
       Object.prototype.$family = Function.prototype.extend = Function.prototype.implement = function () { return this }
       Date.parse = ((parse) => (text) => new Date(parse(text)))(Date.parse)`,
    ],
    [
      'words of flows on Object.prototype',
      `for (const word of ['copy', 'show', 'say', 'call', 'open', 'use', 'when', 'wait', 'has', 'each', 'extend', 'fail', 'id'])
         Object.prototype[word] = function () { return this }`,
    ],
    [
      'an Object.prototype that throws when it is looked at',
      `Object.defineProperty(Object.prototype, 'trap', { enumerable: true, configurable: true, get() { throw new Error('trap') } })`,
    ],
    ['a toJSON on Object.prototype', `Object.prototype.toJSON = function () { return '{}' }`],
    [
      'a JSON that prints for people, and makes dates of texts',
      `JSON.stringify = ((write) => (value) => write(value, null, 2))(JSON.stringify)
       JSON.parse = ((read) => (text) => read(text, (_, value) => (/^\\d{4}-\\d\\d-\\d\\dT/.test(value) ? new Date(value) : value)))(JSON.parse)`,
    ],
    [
      'promises of its own',
      `const Native = Promise
       class Own { constructor(work) { this.real = new Native(work) } then(a, b) { const next = new Own(() => {}); next.real = this.real.then(a, b); return next } catch(b) { return this.then(undefined, b) }
         static resolve(value) { return value instanceof Own ? value : new Own((done) => done(value)) } static reject(cause) { return new Own((_, fail) => fail(cause)) }
         static all(list) { return Own.resolve(Native.all([...list])) } static race(list) { return Own.resolve(Native.race([...list])) } }
       globalThis.Promise = Own`,
    ],
    [
      'a Date of its own, a day ahead, and a Map of its own',
      `globalThis.Date = class extends Date { constructor(...given) { if (given.length > 0) super(...given); else super(Date.now() + 864e5) } }
       Map.prototype.map = Set.prototype.each = function () {}; globalThis.Map = class extends Map { contains(key) { return this.has(key) } }`,
    ],
    [
      'frozen built-ins',
      `for (const each of [Object, Array, String, Promise, Map, Set, Date, JSON, RegExp]) { Object.freeze(each); if (each.prototype) Object.freeze(each.prototype) }`,
    ],
    [
      'no structuredClone, no Promise.withResolvers',
      `delete globalThis.structuredClone; delete Promise.withResolvers`,
    ],
  ])('%s: the invoice arrives all the same', { timeout: 20_000 }, async (_, page) => {
    expect(await playedOn(page)).toMatch(/Voici votre document FA-2026-00031.* file/)
  })
})
