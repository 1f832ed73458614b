import { renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { backupUnreadable, backupUnwritable } from './messages.ts'
import { dump, restore, type BackupLine, type Place } from './store/dump.ts'

/** Writes a backup as compressed JSON lines; the file has its name only once it is whole. Gives the rows in it. */
export async function writeBackup(place: Place, file: string): Promise<number> {
  let rows = 0
  const lines = async function* (): AsyncGenerator<string> {
    for await (const line of dump(place)) {
      if ('row' in line) rows += 1
      yield `${JSON.stringify(line)}\n`
    }
  }
  const unfinished = `${file}.unfinished`
  // Opened before anything is read: what is wrong with the place is told as such.
  const target = await open(unfinished, 'w', 0o600).catch((error: Error) => {
    throw backupUnwritable(file, error.message)
  })
  try {
    await pipeline(Readable.from(lines()), createGzip(), target.createWriteStream())
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw isOfFiles(error) ? backupUnwritable(file, error.message) : error
  }
  return rows
}

/** What the operating system says of a file, such as that the disk is full. */
function isOfFiles(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error
}

/** Fills an empty database from a file of {@link writeBackup}. Gives the rows that were in it. */
export async function readBackup(place: Place, file: string): Promise<number> {
  return await restore(place, linesOf(file))
}

async function* linesOf(file: string): AsyncGenerator<BackupLine> {
  const packed = await open(file).catch((error: Error) => {
    throw backupUnreadable(error.message)
  })
  const source = packed.createReadStream()
  const unpacked = source.pipe(createGunzip())
  let problem: Error | undefined
  unpacked.on('error', (error) => (problem = error))
  source.on('error', (error) => unpacked.destroy(error))
  try {
    for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) yield JSON.parse(line)
  } catch (error) {
    throw backupUnreadable(error instanceof Error ? error.message : String(error))
  } finally {
    source.destroy()
  }
  if (problem) throw backupUnreadable(problem.message)
}
