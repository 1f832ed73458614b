import type { Database } from './database.ts'
import type { Store } from './store.ts'
import { agentRows } from './tables/agents.ts'
import { alarmRows } from './tables/alarms.ts'
import { answerRows } from './tables/answers.ts'
import { callbackRows } from './tables/callbacks.ts'
import { conversationRows } from './tables/conversations.ts'
import { fileRows } from './tables/files.ts'
import { handoffRows } from './tables/handoffs.ts'
import { jobRows } from './tables/jobs.ts'
import { limitRows } from './tables/limits.ts'
import { linkRows } from './tables/links.ts'
import { messageRows } from './tables/messages.ts'
import { operationRows } from './tables/operations.ts'
import { personRows } from './tables/people.ts'
import { recordRows } from './tables/records.ts'
import { verificationRows } from './tables/verifications.ts'

/** The store on a database, whichever kind it is: each table's statements are written once. */
export function createStore(database: Database): Store {
  return {
    ...conversationRows(database),
    ...messageRows(database),
    ...verificationRows(database),
    ...linkRows(database),
    ...fileRows(database),
    ...handoffRows(database),
    ...callbackRows(database),
    ...recordRows(database),
    ...alarmRows(database),
    ...jobRows(database),
    ...answerRows(database),
    ...agentRows(database),
    ...limitRows(database),
    ...personRows(database),
    ...operationRows(database),
    close: () => database.close(),
  }
}
