import { accessSync, constants, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A new folder for the data of a desk; whoever asks removes it. It lies in memory where the machine has such a place:
 * a desk waits for its disk at each commit, and no test cuts the power, which is all that this guards against.
 */
export function newDataFolder(): string {
  return mkdtempSync(join(inMemory() ?? tmpdir(), 'comptoir-desk-'))
}

function inMemory(): string | undefined {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return '/dev/shm'
  } catch {
    return undefined
  }
}
