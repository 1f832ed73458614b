import { expect, it } from 'vitest'
import { secondFactorCode, secondFactorStep } from '../src/second-factor.ts'
import { openDesk, origin, people } from './front-door.ts'

// RFC 6238, appendix B: the ASCII secret "12345678901234567890", the last six of eight digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i seconds the code is the one of RFC 6238', (seconds, code) => {
  expect(secondFactorCode(secret, seconds * 1000)).toBe(code)
})

it('clocks may differ by half a minute, and a code is good once', () => {
  const now = 1_234_567_890_000
  const code = secondFactorCode(secret, now)
  const step = secondFactorStep(secret, code, now)
  expect(step).toBe(Math.floor(now / 30_000))
  expect(secondFactorStep(secret, code, now + 30_000)).toBe(step)
  expect(secondFactorStep(secret, code, now + 90_000)).toBeUndefined()
  expect(secondFactorStep(secret, code, now, step)).toBeUndefined()
})

it('once it is turned on, the password alone does not open the console', async () => {
  const door = openDesk()
  const camille = await door.agent()
  const { secret: own, address } = (await camille.post('/second-factor')).body
  expect(address).toBe(`otpauth://totp/Comptoir:camille?secret=${own}&issuer=Comptoir`)
  const [{ login, password }] = people
  const signIn = async (code?: string): Promise<number> =>
    (
      await door.ask('POST', '/agent/session', {
        body: { login, password, ...(code === undefined ? {} : { code }) },
        headers: { Origin: origin },
      })
    ).status
  expect(await signIn(), 'not before a code was shown').toBe(200)
  expect(await camille.put('/second-factor', { code: '000000' })).toMatchObject({
    status: 403,
    body: { error: { code: 'DESK-125' } },
  })
  expect(
    (await camille.put('/second-factor', { code: secondFactorCode(own, door.clock.now()) })).status,
  ).toBe(204)
  expect(await signIn()).toBe(401)
  expect(await signIn(secondFactorCode(own, door.clock.now())), 'the code that turned it on').toBe(401)
  door.clock.advance(30_000)
  const code = secondFactorCode(own, door.clock.now())
  expect(await signIn(code)).toBe(200)
  expect(await signIn(code), 'a second time').toBe(401)
})

it('one that is on is not turned off by asking for another', async () => {
  const door = openDesk()
  const camille = await door.agent()
  const { secret: own } = (await camille.post('/second-factor')).body
  await camille.put('/second-factor', { code: secondFactorCode(own, door.clock.now()) })
  expect(await camille.post('/second-factor')).toMatchObject({
    status: 409,
    body: { error: { code: 'DESK-132' } },
  })
  const [{ login, password }] = people
  const signIn = await door.ask('POST', '/agent/session', {
    body: { login, password },
    headers: { Origin: origin },
  })
  expect(signIn, 'with the password alone').toMatchObject({
    status: 401,
    body: { error: { code: 'DESK-124' } },
  })
})
