import { parsePhone } from '@comptoir/bot-engine'
import { describe, expect, test } from 'vitest'

describe('numbers that can be called', () => {
  test.each([
    ['02 61 91 00 42', '+33261910042'],
    ['0612345678', '+33612345678'],
    ['06.12.34.56.78', '+33612345678'],
    ['06-12-34-56-78', '+33612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['0033 6 12 34 56 78', '+33612345678'],
    ['0805 123 456', '+33805123456'],
    ['0692 12 34 56', '+262692123456'],
    ['0693 12 34 56', '+262693123456'],
    ['0639 01 23 45', '+262639012345'],
    ['06 39 97 00 12', '+262639970012'],
    ['06 39 98 00 12', '+33639980012'],
    ['+33 6 39 98 00 12', '+33639980012'],
    ['0590 12 34 56', '+590590123456'],
    ['+44 20 7946 0000', '+442079460000'],
    ['+32 470 12 34 56', '+32470123456'],
    [' 0612345678 ', '+33612345678'],
  ])('%s', (written, e164) => {
    expect(parsePhone(written)).toEqual({ ok: true, e164 })
  })
})

describe('numbers that are refused', () => {
  test.each([
    ['0899 70 00 00', 'premium'],
    ['0810 12 34 56', 'premium'],
    ['0825 12 34 56', 'premium'],
    ['+33 899 70 00 00', 'premium'],
    ['3631', 'premium'],
    ['3949', 'premium'],
    ['118 218', 'premium'],
    ['+979 123 456 789', 'premium'],
    ['112', 'emergency'],
    ['15', 'emergency'],
    ['17', 'emergency'],
    ['06 12', 'malformed'],
    ['00 00', 'malformed'],
    ['call me', 'malformed'],
    ['', 'malformed'],
    ['06 12 34 56 78 or 07', 'malformed'],
    ['1'.repeat(50), 'malformed'],
    ['+33 6 12', 'malformed'],
  ])('%s is %s', (written, reason) => {
    expect(parsePhone(written)).toEqual({ ok: false, reason })
  })
})
