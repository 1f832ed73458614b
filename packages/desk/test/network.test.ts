import { describe, expect, it } from 'vitest'
import { networkOf } from '../src/network.ts'
import { createRateLimit } from '../src/rate-limit.ts'

describe('the network of a request', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['localhost', 'unknown'],
    ['', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(new Headers(), { address }, [])).toBe(network)
  })

  it('is read from what a Node server hands over', () => {
    expect(networkOf(new Headers(), { incoming: { socket: { remoteAddress: '192.0.2.1' } } }, [])).toBe(
      '192.0.2.1',
    )
    expect(networkOf(new Headers(), undefined, [])).toBe('unknown')
  })

  it('is what the nearest trusted proxy saw, whatever stands in front of it', () => {
    const headers = new Headers({ 'X-Forwarded-For': 'junk, 203.0.113.9, 203.0.113.5, 10.0.0.2' })
    expect(networkOf(headers, { address: '10.0.0.1' }, ['10.0.0.1', '10.0.0.2'])).toBe('203.0.113.5')
    expect(networkOf(headers, { address: '10.0.0.1' }, ['10.0.0.1'])).toBe('10.0.0.2')
    expect(networkOf(headers, { address: '198.51.100.7' }, ['10.0.0.1'])).toBe('198.51.100.7')
    expect(networkOf(new Headers({ 'X-Forwarded-For': 'junk' }), { address: '10.0.0.1' }, ['10.0.0.1'])).toBe(
      '10.0.0.1',
    )
  })
})

describe('a rate', () => {
  it('lets so many through, then one for each part of the time that has passed', () => {
    const limit = createRateLimit({ count: 3, perMs: 30_000 })
    expect([0, 0, 0].map(() => limit.take('a', 0))).toEqual([0, 0, 0])
    expect(limit.take('a', 0)).toBe(10)
    expect(limit.take('a', 4000)).toBe(6)
    expect(limit.take('a', 10_000)).toBe(0)
    expect(limit.take('a', 10_000)).toBe(10)
    expect(limit.take('b', 10_000)).toBe(0)
    expect(limit.take('a', 100_000)).toBe(0)
  })

  it('gives back what did not count', () => {
    const limit = createRateLimit({ count: 1, perMs: 10_000 })
    limit.take('a', 0)
    limit.giveBack('a')
    limit.giveBack('a')
    expect([limit.take('a', 0), limit.take('a', 0)]).toEqual([0, 10])
  })

  it('is not fooled by a clock that goes back', () => {
    const limit = createRateLimit({ count: 1, perMs: 10_000 })
    limit.take('a', 50_000)
    expect(limit.take('a', 0)).toBe(10)
  })
})
