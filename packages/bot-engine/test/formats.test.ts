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

test('the first of a month is an ordinal in French', () => {
  const first = '2027-02-01T09:00:00Z'
  expect(createFormat('fr')(first, 'date', [])).toBe('1er février 2027')
  expect(createFormat('fr')(first, 'weekday', [])).toBe('lundi 1er février')
  expect(createFormat('fr')('2027-02-11T09:00:00Z', 'date', [])).toBe('11 février 2027')
  expect(createFormat('en')(first, 'date', [])).toBe('1 February 2027')
})

test('what lies in a basket is named, and counted', () => {
  const lines = [
    { name: 'Lampe Falaise', quantity: 1 },
    { name: 'Carnet Marée', quantity: 2 },
  ]
  expect(createFormat('fr')(lines, 'names', [])).toBe('Lampe Falaise et 2\u00A0×\u00A0Carnet Marée')
  expect(createFormat('en')(lines, 'names', [])).toBe('Lampe Falaise and 2\u00A0×\u00A0Carnet Marée')
  expect(createFormat('fr')(undefined, 'names', [])).toBe('')
  expect(createFormat('en')(1, 'count', ['download', 'downloads'])).toBe('1 download')
})
