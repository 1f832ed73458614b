import { copyFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

/** The French words give the types of all languages their shape, so the declarations need them beside themselves. */
export async function copyTypeWords(outDir: string): Promise<void> {
  for (const file of ['i18n/fr.json', 'i18n/cards.fr.json']) {
    await copyFile(fileURLToPath(new URL(`../src/${file}`, import.meta.url)), join(outDir, file)).catch(
      (error: NodeJS.ErrnoException) => {
        // A build into another folder, for a test, has no declarations.
        if (error.code !== 'ENOENT') throw error
      },
    )
  }
}
