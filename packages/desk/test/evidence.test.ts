import { DatabaseSync } from 'node:sqlite'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkEvidence } from '../src/evidence.ts'
import { createSqliteStore } from '../src/store/sqlite.ts'
import type { NewRecord, Store } from '../src/store/store.ts'
import { newDataFolder } from './data-folder.ts'

const record = (index: number): NewRecord => ({
  kind: 'withdrawal',
  series: 'W-2026',
  conversationId: 'c1',
  requestKey: `request ${index}`,
  locale: 'fr',
  body: '{}',
  owner: 'team',
  at: 1000 + index,
})

/** Five declarations, and the file that holds them. */
async function kept(): Promise<{ store: Store; database: DatabaseSync }> {
  const folder = newDataFolder()
  const file = join(folder, 'desk.sqlite')
  const store = createSqliteStore(file)
  await store.createConversation({ id: 'c1', secretHash: 'h', locale: 'fr', at: 1 })
  await Promise.all(
    [0, 1, 2, 3, 4].map((index) =>
      store.addRecord(record(index), () => ({ evidence: `declaration ${index}` })),
    ),
  )
  const database = new DatabaseSync(file)
  onTestFinished(async () => {
    database.close()
    await store.close()
    rmSync(folder, { recursive: true })
  })
  return { store, database }
}

it('the evidence is whole, also where content was erased', async () => {
  const { store, database } = await kept()
  expect(await checkEvidence(store)).toMatchObject({ ok: true, entries: 5, erased: 0 })
  database.exec('UPDATE evidence SET content = NULL, salt = NULL WHERE number = 3')
  expect(await checkEvidence(store)).toMatchObject({ ok: true, entries: 5, erased: 1 })
})

it.each([
  ['a word is changed', `UPDATE evidence SET content = 'declaration nine' WHERE number = 3`, 3, 'content'],
  ['a moment is changed', 'UPDATE evidence SET at = at + 1 WHERE number = 2', 2, 'hash'],
  ['an entry is taken out', 'DELETE FROM evidence WHERE number = 4', 5, 'number'],
  [
    'an entry is taken out and the rest moved up',
    'DELETE FROM evidence WHERE number = 4; UPDATE evidence SET number = 4 WHERE number = 5',
    4,
    'previous',
  ],
])('that %s is found', async (_, sql, number, why) => {
  const { store, database } = await kept()
  database.exec(sql)
  expect(await checkEvidence(store)).toEqual({ ok: false, number, why })
})

it('a noted last hash shows that the end was cut off', async () => {
  const { store, database } = await kept()
  const before = await checkEvidence(store)
  database.exec('DELETE FROM evidence WHERE number = 5')
  const after = await checkEvidence(store)
  expect(before.ok && after.ok && before.last !== after.last).toBe(true)
})
