import * as fc from 'fast-check'
import { signShopRequest, verifyShopSignature } from '@comptoir/desk/shop-contract'
import { describe, expect, it } from 'vitest'

const secret = 'a secret of desk and shop'
const now = Date.parse('2026-11-21T10:00:00Z')
const request = {
  method: 'POST',
  path: '/comptoir/v1/customer-check?v=1',
  body: '{"reference":"XKBKNABJK"}',
  secret,
  now,
}

const verify = (changes: Partial<Parameters<typeof verifyShopSignature>[0]> = {}): boolean => {
  const signed = signShopRequest(request)
  return verifyShopSignature({
    ...request,
    timestamp: signed['Comptoir-Timestamp'],
    signature: signed['Comptoir-Signature'],
    ...changes,
  })
}

describe('a signed request', () => {
  it('is written as the contract says', () => {
    expect(
      signShopRequest({ method: 'GET', path: '/comptoir/v1/info', secret: 's3cret', now: 1_795_000_000_000 }),
    ).toEqual({
      'Comptoir-Timestamp': '1795000000',
      'Comptoir-Signature': 'v1=f659f6f3cfb9079b1fcf2fad280326e18d49ecaa8770f83edaebdb859863654d',
    })
  })

  it('is genuine as it was sent', () => {
    expect(verify()).toBe(true)
    expect(verify({ method: 'post' })).toBe(true)
  })

  it.each([
    ['another method', { method: 'GET' }],
    ['another path', { path: '/comptoir/v1/customer-check?v=2' }],
    ['another body', { body: '{"reference":"ZZZZZZZZZ"}' }],
    ['another secret', { secret: 'another secret of somebody' }],
    ['another time', { timestamp: '1795255201' }],
    ['no timestamp', { timestamp: null }],
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a cut signature', { signature: 'v1=75cd' }],
    ['a timestamp in words', { timestamp: 'now' }],
  ])('with %s is not', (_, changes) => {
    expect(verify(changes)).toBe(false)
  })

  it('holds for 300 seconds either way', () => {
    expect(verify({ now: now + 300_000 })).toBe(true)
    expect(verify({ now: now - 300_000 })).toBe(true)
    expect(verify({ now: now + 301_000 })).toBe(false)
    expect(verify({ now: now - 301_000 })).toBe(false)
  })

  it('does not survive the change of any one letter', () => {
    const signature = signShopRequest(request)['Comptoir-Signature']
    fc.assert(
      fc.property(fc.nat(signature.length - 1), fc.constantFrom(...'0123456789abcdefv='), (place, letter) => {
        fc.pre(signature[place] !== letter)
        expect(verify({ signature: signature.slice(0, place) + letter + signature.slice(place + 1) })).toBe(
          false,
        )
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})
