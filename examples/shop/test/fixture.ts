/**
 * The demonstration for tests: shop and desk on a free port, everything in memory, gone with `stop()`.
 *
 * @example
 * const demo = await startDemo({ hours: 'open' })
 * await page.goto(demo.url)
 * await demo.stop()
 */
export { startDemo, type Demo } from '../src/demo.ts'
