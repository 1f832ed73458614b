import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { createStore } from '../../src/store/create-store.ts'
import type { Database } from '../../src/store/database.ts'
import { migrateSqlite } from '../../src/store/migrate.ts'
import { sqlitePerformer } from '../../src/store/sqlite-database.ts'
import type { Store } from '../../src/store/store.ts'
import type { Step, Work } from '../../src/store/work.ts'

// What is asked again and again may not look through all that a desk has kept: it has to find an index.

const asked: readonly (readonly [string, (store: Store) => Promise<unknown>])[] = [
  ['who waits', (store) => store.waiting(1)],
  ['whom an agent has', (store) => store.liveHandoffs('a1')],
  ['the place in the queue', (store) => store.handoff('c1', 1)],
  ['that a customer is there', (store) => store.seeWaiting('c1', 1)],
  ['who has left', (store) => store.endAbandoned(1, 1)],
  ['the figures of the queue', (store) => store.figures(1, 1)],
  ['the promised calls', (store) => store.callbacks({ show: 'open', limit: 500 })],
  [
    'the calls of a conversation',
    (store) => store.callbacks({ show: 'all', conversationId: 'c1', limit: 1 }),
  ],
  ['what is to be answered', (store) => store.records({ show: 'open', limit: 200 })],
  ['the records of a person', (store) => store.records({ show: 'all', email: 'a@b.fr', limit: 9 })],
  [
    'the records of a conversation',
    (store) => store.records({ show: 'all', conversationId: 'c1', limit: 9 }),
  ],
  ['what is late', (store) => store.raiseAlarms(1, 9)],
  ['when the next promise is due', (store) => store.nextDueAt(1)],
  ['messages', (store) => store.messages('c1', 0, 50)],
  ['the digest', (store) => store.digest('c1')],
  ['the conversations of a person', (store) => store.conversationsOf({ email: 'a@b.fr' })],
  ['what is due', (store) => store.claimJobs({ now: 1, leasedBy: 'w', leasedUntil: 2, limit: 9 })],
]

it.each(asked)('%s is found by an index', async (_, ask) => {
  const database = new DatabaseSync(':memory:')
  migrateSqlite(database, ':memory:')
  const perform = sqlitePerformer(database)
  const scans: string[] = []
  function* watched<T>(work: Work<T>): Work<T> {
    let step = work.next()
    while (!step.done) {
      note(step.value)
      step = work.next(yield step.value)
    }
    return step.value
  }
  const note = (step: Step): void => {
    if ('lock' in step) return
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${step.sql.replace(/\$(\d+)/g, '?$1')}`)
    for (const { detail } of plan.all(...step.values))
      if (
        /^SCAN (?:conversation|message|handoff|callback|record|verification|job|alarm)\b/.test(String(detail))
      )
        scans.push(`${String(detail)}: ${step.sql}`)
  }
  const spied: Database = {
    read: async (work) => perform(watched(work())),
    write: async (work) => perform(watched(work())),
    overwriteDeleted: async () => {},
    close: async () => database.close(),
  }
  await ask(createStore(spied))
  expect(scans).toEqual([])
  database.close()
})
