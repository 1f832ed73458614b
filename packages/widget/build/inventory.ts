import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One script, as an audit of payment pages asks for it (PCI DSS 6.4.3): what it is, and that it is unchanged. */
export interface InventoryEntry {
  readonly file: string
  readonly purpose: string
  readonly bytes: number
  /** Fit for the `integrity` attribute. */
  readonly integrity: string
}

const PURPOSES: Readonly<Record<string, string>> = {
  comptoir: 'the script tag: draws the launcher, loads the rest when the customer opens it',
  app: 'the panel: first screen, messages, composer',
  conversation: 'the conversation: engine, storage, cards',
  'search-worker': 'the search of the FAQ, in the page or in a thread of its own',
  'flow-runner': 'flows, and what speaks to the desk for them',
  'faulty-faq': 'what is wrong with a FAQ that does not fit its format',
}

/** Writes `inventory.json` beside the scripts. */
export async function writeInventory(outDir: string): Promise<void> {
  const entries: InventoryEntry[] = []
  for (const file of await scriptsIn(outDir)) {
    const content = await readFile(join(outDir, file))
    const name = file.replace(/(?:-[\w-]{8})?\.js$/, '')
    entries.push({
      file,
      purpose:
        PURPOSES[name] ??
        (/^[a-z]{2}$/.test(name)
          ? `the words of the panel, language ${name}`
          : `a part of the conversation: ${name}`),
      bytes: content.length,
      integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
    })
  }
  await writeFile(join(outDir, 'inventory.json'), `${JSON.stringify(entries, undefined, 2)}\n`)
}

/** The scripts that browsers load: all but the entry for bundlers. */
export async function scriptsIn(outDir: string): Promise<string[]> {
  return (await readdir(outDir)).filter((file) => file.endsWith('.js') && file !== 'index.js').sort()
}
