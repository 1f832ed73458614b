import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommandLine } from '../../src/commands/command-line.ts'

/** A terminal in a folder of its own, where a test types as an editor would. */
export class Session {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'comptoir-kb-'))
  readonly environment: Readonly<Record<string, string>>

  /** @param environment e.g. `{ LANG: 'fr_FR.UTF-8' }` */
  constructor(environment: Readonly<Record<string, string>> = {}) {
    this.environment = environment
  }

  /** Puts a file there. */
  write(name: string, content: string | Uint8Array): void {
    writeFileSync(join(this.folder, name), content)
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8')
  }

  /** Types `comptoir-kb …` and gives what it said. */
  async type(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    return this.typeWith('', ...args)
  }

  /** The same with something on standard input. */
  async typeWith(
    input: string,
    ...args: readonly string[]
  ): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ['', '']
    const code = await runCommandLine(args, {
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      input: (async function* (): AsyncGenerator<string> {
        yield input
      })(),
      folder: this.folder,
      environment: this.environment,
    })
    return { code, out, err }
  }
}

/** The FAQ of the garden shop. */
export function garden(locale: 'fr' | 'en'): string {
  return readFileSync(new URL(`../garden/faq.${locale}.json`, import.meta.url), 'utf8')
}
