import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { colourRule, luminance, parseColour } from '../src/colour.ts'
import { contrast, themeRule } from '../src/theme.ts'

test.each([
  'red;background:url(https://evil.example)',
  '#12345',
  '#1d5b4f}',
  'expression(alert(1))',
  '</style><script>',
  'var(--x)',
  '',
])('is never read as CSS: %s', (accent) => {
  expect(themeRule({ accent })).toBe('')
  expect(colourRule(accent)).toBe('')
})

test('a roundness that is no number of pixels is left out', () => {
  expect(themeRule({ radius: 8 })).toBe(':host{--radius:8px}')
  expect(themeRule({ radius: 400 })).toBe('')
  expect(themeRule({ radius: Number.NaN })).toBe('')
})

test('knows the contrast of black on white', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21)
  expect(luminance([255, 255, 255])).toBeCloseTo(1)
})

test('whatever accent a shop takes, text on it and links in it stand out by at least 4.5:1', () => {
  const channel = integer({ min: 0, max: 255 })
  assert(
    property(channel, channel, channel, (red, green, blue) => {
      const accent = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
      const rule = themeRule({ accent })
      const value = (name: string) => {
        const colour = parseColour(new RegExp(`${name}:(#\\w+)`).exec(rule)?.[1])
        if (!colour) throw new Error(`${name} is missing in ${rule}`)
        return colour
      }
      expect(contrast(value('--fill'), value('--on-fill'))).toBeGreaterThanOrEqual(4.5)
      // Links stand on the surface and on the raised ground of bubbles.
      for (const ground of [
        [255, 255, 255],
        [243, 245, 243],
      ] as const) {
        expect(contrast(value('--link-light'), ground)).toBeGreaterThanOrEqual(4.5)
      }
      for (const ground of [
        [23, 26, 25],
        [38, 44, 42],
      ] as const) {
        expect(contrast(value('--link-dark'), ground)).toBeGreaterThanOrEqual(4.5)
      }
    }),
    { seed: 5, numRuns: process.env['COMPTOIR_LONG'] ? 20_000 : 1_000 },
  )
})
