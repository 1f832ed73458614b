import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Keeps a picture of the screen in the folder that `COMPTOIR_PICTURES` names; none is taken without it. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['COMPTOIR_PICTURES']
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
