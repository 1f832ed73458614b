import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createKeptStorage } from '../src/storage.ts'

const SCOPE = 'https://shop.example/comptoir/config.json'

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => vi.unstubAllGlobals())

function open(scope = SCOPE) {
  const lost = vi.fn<() => void>()
  return { storage: createKeptStorage({ scope, onLost: lost }), lost }
}

test('reading leaves no trace on the device', async () => {
  const { storage } = open()
  expect(await storage.get('conversation')).toBeUndefined()
  expect(await indexedDB.databases()).toEqual([])
})

test('nothing reaches the device before the customer acts, and everything after', async () => {
  const { storage } = open()
  await storage.set('conversation', { seq: 1 })
  expect(await storage.get('conversation')).toEqual({ seq: 1 })
  expect(await open().storage.get('conversation')).toBeUndefined()
  storage.unlock()
  await storage.set('outbox', ['m1'])
  const later = open().storage
  expect(await later.get('conversation')).toEqual({ seq: 1 })
  expect(await later.get('outbox')).toEqual(['m1'])
})

test('two counters of one origin do not see each other, and one is cleared without the other', async () => {
  const here = open().storage
  const there = open('https://shop.example/pro/config.json').storage
  here.unlock()
  there.unlock()
  await here.set('conversation', 'ours')
  await there.set('conversation', 'theirs')
  await here.clear()
  expect(await open().storage.get('conversation')).toBeUndefined()
  expect(await open('https://shop.example/pro/config.json').storage.get('conversation')).toBe('theirs')
})

test('where the browser refuses, memory takes its place, and it is said once', async () => {
  vi.stubGlobal('indexedDB', {
    databases: () => Promise.reject(new DOMException('denied', 'SecurityError')),
    open: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  const { storage, lost } = open()
  expect(await storage.get('conversation')).toBeUndefined()
  storage.unlock()
  await storage.set('conversation', 'kept in memory')
  expect(await storage.get('conversation')).toBe('kept in memory')
  expect(lost).toHaveBeenCalledTimes(1)
})

test('a database that never answers is given up after a second', async () => {
  vi.useFakeTimers()
  try {
    vi.stubGlobal('indexedDB', { databases: () => new Promise(() => {}) })
    const { storage, lost } = open()
    const reading = storage.get('conversation')
    await vi.advanceTimersByTimeAsync(1000)
    expect(await reading).toBeUndefined()
    expect(lost).toHaveBeenCalledTimes(1)
  } finally {
    vi.useRealTimers()
  }
})

test('a browser that cannot list its databases finds the one that is there, and makes none by looking', async () => {
  const { storage } = open()
  storage.unlock()
  const list = indexedDB.databases.bind(indexedDB)
  const blind = (): IDBFactory =>
    new Proxy(indexedDB, {
      has: (target, key) => key !== 'databases' && key in target,
      get: (target, key) =>
        typeof Reflect.get(target, key) === 'function'
          ? Reflect.get(target, key).bind(target)
          : Reflect.get(target, key),
    })
  const real = indexedDB
  vi.stubGlobal('indexedDB', blind())
  expect(await open().storage.get('conversation')).toBeUndefined()
  expect(await list()).toEqual([])
  vi.stubGlobal('indexedDB', real)
  await storage.set('conversation', 'kept')
  vi.stubGlobal('indexedDB', blind())
  const { storage: later, lost } = open()
  expect(await later.get('conversation')).toBe('kept')
  expect(lost).not.toHaveBeenCalled()
})

test('where there is no room left the transcript makes way for what has not been sent yet', async () => {
  const { storage, lost } = open()
  storage.unlock()
  await storage.set('conversation', 'a long one')
  let room = 0
  const { put } = IDBObjectStore.prototype
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    if (room-- <= 0) throw new DOMException('full', 'QuotaExceededError')
    return put.call(this, value, key)
  })
  await storage.set('conversation', 'a longer one')
  expect(lost).toHaveBeenCalledTimes(1)
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementationOnce(function (this: IDBObjectStore, key) {
    room = 1
    return IDBObjectStore.prototype.delete.call(this, key)
  })
  await storage.set('outbox', ['m1'])
  vi.restoreAllMocks()
  const later = open().storage
  expect(await later.get('outbox')).toEqual(['m1'])
  expect(await later.get('conversation')).toBeUndefined()
  await storage.set('conversation', 'fits again')
  expect(await open().storage.get('conversation')).toBe('fits again')
})

test.each([
  ['of another make', (database: IDBDatabase) => database.createObjectStore('something else')],
  ['of a later version', (database: IDBDatabase) => database.createObjectStore('kept')],
])('a database %s under our name costs the memory at most', async (_, make) => {
  await new Promise<void>((resolve) => {
    const opening = indexedDB.open('comptoir', 7)
    opening.addEventListener('upgradeneeded', () => make(opening.result))
    opening.addEventListener('success', () => {
      opening.result.close()
      resolve()
    })
  })
  const { storage } = open()
  storage.unlock()
  await storage.set('conversation', 'ours')
  expect(await storage.get('conversation')).toBe('ours')
})
