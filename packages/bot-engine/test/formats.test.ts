import { expect, test } from 'vitest'
import { createFormat } from '../src/formats.ts'

const evening = '2026-11-09T20:24:00Z'

test('English dates and times are British', () => {
  const format = createFormat('en')
  expect(format(evening, 'date', [])).toBe('9 November 2026')
  expect(format(evening, 'weekday', [])).toMatch(/^Monday,? 9 November$/)
  expect(format(evening, 'time', [])).toBe('21:24')
  expect(format({ amount: 1990, currency: 'EUR' }, 'money', [])).toBe('€19.90')
})

test('French dates and times are French', () => {
  const format = createFormat('fr')
  expect(format(evening, 'date', [])).toBe('9 novembre 2026')
  expect(format(evening, 'weekday', [])).toBe('lundi 9 novembre')
  expect(format(evening, 'time', [])).toBe('21\u00A0h\u00A024')
})

test('another English is left to who asks for it', () => {
  expect(createFormat('en-US')(evening, 'date', [])).toBe('November 9, 2026')
})
