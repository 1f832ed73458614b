import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createShop, type Shop, type ShopOptions } from '../src/shop.ts'

/** Shops with the demonstration's past: it is written once, and copied for each of them. */
export interface SeededShops {
  open(): Shop
  /** Closes the last one. */
  close(): void
  /** Leaves nothing behind. */
  remove(): void
}

/**
 * @example
 * const shops = seedOnce()
 * beforeEach(() => { shop = shops.open() })
 * afterEach(() => shops.close())
 * afterAll(() => shops.remove())
 */
export function seedOnce(options: ShopOptions = {}): SeededShops {
  const folder = mkdtempSync(join(tmpdir(), 'nelvet-'))
  const past = join(folder, 'past')
  let opened: Shop | undefined
  let count = 0
  createShop({ ...options, dataDir: past }).close()
  return {
    open: () => {
      const dataDir = join(folder, String((count += 1)))
      cpSync(past, dataDir, { recursive: true })
      opened = createShop({ ...options, dataDir })
      return opened
    },
    close: () => opened?.close(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
