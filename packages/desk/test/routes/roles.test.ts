import { afterAll, describe, expect, it } from 'vitest'
import { routes } from '../../src/routes/index.ts'
import { origin, people, startDesk } from '../front-door.ts'

// Every route of the console, tried by everybody: the matrix is made from the table of routes.

const roles = ['agent', 'supervisor', 'administrator'] as const
const { password, passwordHash } = people[0]
const door = startDesk({
  agents: roles.map((role) => ({ login: role, name: role, role, passwordHash })),
  limits: { signIns: { count: 1000, perMs: 1000 } },
})
afterAll(() => door.desk.close())

const cookies = new Map<string, string>()
for (const login of roles) {
  const said = await door.ask('POST', '/agent/session', {
    body: { login, password },
    headers: { Origin: origin },
  })
  cookies.set(login, said.headers.get('set-cookie')?.split(';')[0] ?? '')
}

// Signing out ends the session that the others need; streams do not end.
const consoleRoutes = routes.filter(
  ({ access, path, method }) =>
    access === 'agent' && !path.endsWith('/stream') && !(path === '/agent/session' && method === 'DELETE'),
)

describe.each(consoleRoutes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_, route) => {
    it.each(roles)('by somebody who is %s', async (role) => {
      const { status } = await door.ask(route.method, route.path.replace(/:\w+/g, 'nothing'), {
        headers: { Origin: origin, Cookie: cookies.get(role) ?? '' },
        ...(route.method === 'GET' ? {} : { body: {} }),
      })
      const may = roles.indexOf(role) >= roles.indexOf(route.role ?? 'agent')
      if (may) expect([401, 403]).not.toContain(status)
      else expect(status).toBe(403)
    })
  },
)

it('people and the data of persons are not for every agent', () => {
  const closed = consoleRoutes.flatMap(({ method, path, role }) =>
    role === 'agent' ? [] : [`${method} ${path} ${role}`],
  )
  expect(closed).toEqual([
    'GET /agent/audit supervisor',
    'POST /agent/people/export supervisor',
    'POST /agent/people/erase supervisor',
    'GET /agent/staff administrator',
    'POST /agent/staff administrator',
    'PUT /agent/staff/:agentId administrator',
  ])
})
