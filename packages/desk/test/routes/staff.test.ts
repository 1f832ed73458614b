import { describe, expect, it } from 'vitest'
import { openDesk, origin, people, type FrontDoor, type Said } from '../front-door.ts'

// Who gives roles and passwords, and what nobody can do to themselves.

const [{ password, passwordHash }] = people
const chef = { login: 'chef', name: 'Chef', role: 'administrator' as const, passwordHash }
const camille = { login: 'camille', name: 'Camille', passwordHash }

type Ask = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<Said>

async function signedIn(door: FrontDoor, login: string): Promise<Ask> {
  const headers = { Origin: origin }
  const said = await door.ask('POST', '/agent/session', { body: { login, password }, headers })
  const Cookie = said.headers.get('set-cookie')?.split(';')[0] ?? ''
  return (method, path, body) =>
    door.ask(method, `/agent${path}`, {
      headers: { ...headers, Cookie },
      ...(body === undefined ? {} : { body }),
    })
}

describe('an administrator', () => {
  it('steps down only when there is another one', async () => {
    const door = openDesk({ agents: [chef, camille] })
    const ask = await signedIn(door, 'chef')
    const { staff } = (await ask('GET', '/staff')).body
    const idOf = (login: string): string =>
      staff.find((one: { readonly login: string }) => one.login === login).id
    expect(await ask('PUT', `/staff/${idOf('chef')}`, { role: 'agent' })).toMatchObject({
      status: 409,
      body: { error: { code: 'DESK-133' } },
    })
    expect((await ask('PUT', `/staff/${idOf('camille')}`, { role: 'administrator' })).status).toBe(200)
    expect((await ask('PUT', `/staff/${idOf('chef')}`, { role: 'agent' })).status).toBe(200)
    expect((await ask('GET', '/staff')).status).toBe(403)
  })
})

describe('a new password', () => {
  it('is another one', async () => {
    const ask = await signedIn(openDesk({ agents: [camille] }), 'camille')
    expect(await ask('PUT', '/password', { current: password, password })).toMatchObject({
      status: 400,
      body: { error: { path: 'body.password' } },
    })
  })

  it('takes the current one, which is not guessed faster than at the door', async () => {
    const door = openDesk({ agents: [camille], limits: { signIns: { count: 3, perMs: 900_000 } } })
    const ask = await signedIn(door, 'camille')
    const guess = async (): Promise<number> =>
      (await ask('PUT', '/password', { current: 'not this one', password: 'les quais de Caen' })).status
    expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429])
  })
})
