import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { hasAddress } from './alarms.ts'
import { createHttpShop } from './connector/http-shop.ts'
import { checkEvidence } from './evidence.ts'
import { createSmtpMailer } from './mail/mailer.ts'
import { databaseDamaged, newerDatabase } from './messages.ts'
import type { Settings } from './settings.ts'
import { shapeOf, type Place } from './store/dump.ts'
import { lookInto } from './store/database-file.ts'
import { newestShape } from './store/migrate.ts'
import { createPostgresStore } from './store/postgres.ts'
import { createSqliteStore } from './store/sqlite.ts'
import type { Store } from './store/store.ts'

/** What the doctor found about one thing. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'fault'
  /** A sentence; where something is wrong, with the way to mend it. */
  readonly sentence: string
}

const freeMin = 1024 ** 3

/**
 * Looks at everything that a desk stands on: database, evidence, disk, shop, mail, late promises. It changes nothing:
 * a database of another version is left as it is.
 */
export async function* examine(settings: Settings, place: Place): AsyncGenerator<Finding> {
  yield* examineDatabase(settings, place)
  if ('file' in place && existsSync(place.file)) yield* examineFile(dirname(place.file), place.file)
  yield* examineShopAndMail(settings)
}

async function* examineDatabase(settings: Settings, place: Place): AsyncGenerator<Finding> {
  const where = 'file' in place ? place.file : `schema ${place.schema}`
  const shape = await shapeOf(place).catch((error: unknown) => fault(`${causeOf(error)}.`))
  if (typeof shape !== 'number') {
    yield shape
  } else if (shape === 0) {
    yield fault(`There is no desk in ${where} yet. Start it once, or name its folder with --data.`)
  } else if (shape > newestShape) {
    yield fault(causeOf(newerDatabase(shape, newestShape)))
  } else if (shape < newestShape) {
    yield warning(
      `The database in ${where} has shape ${shape}, and this version works with ${newestShape}: its content was not looked at. Starting the desk brings it there; the doctor of the version that wrote it says more.`,
    )
  } else {
    let store: Store | undefined
    try {
      store = 'file' in place ? createSqliteStore(place.file) : createPostgresStore(place)
      yield ok('The database answers and has today’s shape.')
      yield* examineContent(settings, store)
    } catch (error) {
      // The rest is looked at all the same.
      yield fault(`${causeOf(error)}.`)
    } finally {
      await store?.close()
    }
  }
}

async function* examineContent(settings: Settings, store: Store): AsyncGenerator<Finding> {
  const now = settings.clock.now()
  const evidence = await checkEvidence(store)
  yield evidence.ok
    ? ok(
        `The evidence is whole: ${evidence.entries} entries, ${evidence.erased} erased; the last hash is ${evidence.last}.`,
      )
    : fault(
        `The evidence does not fit at entry ${evidence.number} (${evidence.why}): it was changed by another program. Compare with a backup.`,
      )
  const failed = await store.jobs('failed', 1000)
  yield failed.length === 0
    ? ok('No work was given up.')
    : warning(
        `${failed.length} jobs were given up; the first: ${failed[0]?.kind}: ${failed[0]?.problem ?? ''}.`,
      )
  const { callbacksOverdue, recordsOverdue } = await store.figures(now)
  yield callbacksOverdue + recordsOverdue === 0
    ? ok('No promise is late.')
    : warning(`${callbacksOverdue} calls and ${recordsOverdue} answers are late: see the console.`)
  const isAnybodyMailed = settings.promises.alarmTo !== undefined || (await store.agents()).some(hasAddress)
  if (!isAnybodyMailed)
    yield warning(
      'Nobody is mailed when a promise is late. Set promises.alarmTo to an e-mail address, or let supervisors have theirs for a login.',
    )
}

async function* examineShopAndMail(settings: Settings): AsyncGenerator<Finding> {
  const { shop, mail } = settings
  yield shop
    ? await finding(
        'The shop answers.',
        (why) =>
          `The shop does not answer at ${shop.url}: ${why}. Check shop.url and shop.secret, and that the shop runs; comptoir-desk conformance says more.`,
        () => createHttpShop({ ...shop, clock: settings.clock }).info(),
      )
    : warning('No shop is set: orders cannot be looked up. Start with --shop and --secret.')
  if (!mail)
    yield warning('No mail server is set: no receipt, summary or code is sent. Set mail.smtp and mail.from.')
  else if (!('send' in mail)) {
    const mailer = createSmtpMailer(mail)
    yield await finding(
      'The mail server answers.',
      (why) =>
        `The mail server does not answer: ${why}. Check the host, port, user and password in mail.smtp.`,
      () => mailer.verify(),
    )
    mailer.close()
  }
}

async function* examineFile(folder: string, file: string): AsyncGenerator<Finding> {
  yield (statSync(folder).mode & 0o077) === 0
    ? ok('The data folder is this user’s alone.')
    : warning(`Others on this machine may read ${folder}. Run: chmod 700 ${folder}`)
  yield examineBytes(file)
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const gigabytes = (free / 1024 ** 3).toFixed(1)
  yield free > freeMin
    ? ok(`${gigabytes} GB are free.`)
    : warning(`Only ${gigabytes} GB are free beside the database. Make room.`)
  const copies = readdirSync(folder).filter((name) => /^desk\.sqlite\.shape-\d+$/.test(name))
  if (copies.length > 0)
    yield warning(
      `In ${folder} the database is kept as it was before an upgrade, with what was erased since: ${copies.join(', ')}. Delete that once the new version stands.`,
    )
}

function examineBytes(file: string): Finding {
  try {
    const check = lookInto(file, (database) => database.prepare('PRAGMA integrity_check').get())
    const answer = String(Object.values(check ?? {})[0])
    return answer === 'ok' ? ok('The file is whole.') : fault(`${causeOf(databaseDamaged(file, answer))}.`)
  } catch (error) {
    return fault(`${causeOf(error)}.`)
  }
}

async function finding(
  isWell: string,
  isNot: (why: string) => string,
  look: () => Promise<unknown>,
): Promise<Finding> {
  try {
    await look()
    return ok(isWell)
  } catch (error) {
    return fault(isNot(causeOf(error)))
  }
}

/** What happened in the end, without the path to it and without a full stop. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message.replace(/\.$/, '') : causeOf(error.cause)
}

function ok(sentence: string): Finding {
  return { state: 'ok', sentence }
}

function warning(sentence: string): Finding {
  return { state: 'warning', sentence }
}

function fault(sentence: string): Finding {
  return { state: 'fault', sentence }
}
