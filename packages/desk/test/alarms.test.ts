import { expect, it } from 'vitest'
import { eventsOf, openDesk, people, type FrontDoor } from './front-door.ts'
import { openMailServer } from './mail-server.ts'

// Promises that were not kept in time.

const hour = 3_600_000
const consent = { service: true, commercial: false, textVersion: 'v1' }

/** Leaves a ticket, due in a day, and asks for a call in the first slot. */
async function leave(door: FrontDoor): Promise<{ readonly slotEnd: number }> {
  const customer = await door.customer()
  await customer.post('/tickets', {
    subject: 'PLANTED',
    text: 'Bonjour',
    topic: 't',
    facts: {},
    locale: 'fr',
  })
  const [slot] = (await door.ask('GET', '/callback-slots')).body.slots
  const asked = { phone: '0261910042', slotId: slot.id, reason: 'PLANTED', locale: 'fr', consent }
  await customer.post('/callbacks', asked)
  return { slotEnd: Date.parse(slot.to) }
}

/** Lets the work that is due be done. */
async function worked(door: FrontDoor): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve))
  await door.ask('GET', '/availability')
}

async function advanceTo(door: FrontDoor, moment: number): Promise<void> {
  // As on a real clock, in steps: the job is due again and again.
  while (door.clock.now() < moment) {
    door.clock.advance(Math.min(moment - door.clock.now(), hour))
    await worked(door)
  }
}

it('raise an alarm once, at the moment in which they are late: in the list, the queue, the log and the metrics', async () => {
  const door = openDesk()
  const camille = await door.agent()
  const { slotEnd } = await leave(door)
  // Signed in anew each time: a session does not last as long as a promise.
  const alarms = async (): Promise<readonly { kind: string; dueAt: string }[]> =>
    (await (await door.agent()).get('/alarms')).body.alarms
  await advanceTo(door, slotEnd)
  expect(await alarms()).toEqual([])
  door.clock.advance(1)
  await worked(door)
  expect(await alarms()).toMatchObject([{ kind: 'callback', dueAt: new Date(slotEnd).toISOString() }])
  expect((await camille.get('/queue')).body).toMatchObject({
    callbacks: { open: 1, overdue: 1 },
    records: { open: 1, overdue: 0 },
  })
  await advanceTo(door, slotEnd + 24 * hour)
  expect((await alarms()).map(({ kind }) => kind)).toEqual(['ticket', 'callback'])
  const late = door.log.filter(({ event }) => event === 'promise-late')
  expect(late.map(({ kind, level }) => [kind, level])).toEqual([
    ['callback', 'warn'],
    ['ticket', 'warn'],
  ])
  expect(JSON.stringify(late)).not.toContain('PLANTED')
  const { body } = await door.ask('GET', '/metrics', { address: '127.0.0.1' })
  expect(body).toContain('comptoir_promises_late_total 2')
  expect(body).toContain('comptoir_records_overdue 1')
})

it('wake the consoles', async () => {
  const door = openDesk()
  const camille = await door.agent()
  const { slotEnd } = await leave(door)
  await advanceTo(door, slotEnd)
  const events = eventsOf(await door.raw('GET', '/agent/stream', { headers: { Cookie: camille.cookie } }))
  expect(await events.next()).toMatchObject({ event: 'queue', data: { callbacks: { overdue: 0 } } })
  door.clock.advance(1)
  for (;;) {
    const told = await events.next()
    if (told?.event === 'queue' && told.data.callbacks.overdue === 1) break
    expect(told).toBeDefined()
  }
  await events.close()
})

it('are mailed to the address of the settings, without a word of the customer’s', async () => {
  const server = await openMailServer()
  const door = openDesk({
    mail: { smtp: server.smtp, from: 'Atelier <service@atelier.example>' },
    promises: { alarmTo: 'chef@atelier.example' },
  })
  const { slotEnd } = await leave(door)
  await advanceTo(door, slotEnd + 1)
  await server.arrived(1)
  const [mail] = server.mails
  expect(mail?.to).toEqual(['chef@atelier.example'])
  expect(mail?.headers['subject']).toBe('Comptoir : 1 promesse(s) en retard')
  expect(mail?.text).toMatch(/- Rappel prévu avant le 21\/11\/2026/)
  expect(mail?.text).not.toContain('PLANTED')
})

it('are mailed to whoever they belong to, and what is the team’s to its supervisors', async () => {
  const { passwordHash } = people[0]
  const mails: { readonly to: string; readonly text: string }[] = []
  const door = openDesk({
    mail: { send: async (mail) => void mails.push(mail), verify: async () => {}, close: () => {} },
    agents: [
      { login: 'Lea@atelier.example', name: 'Léa', passwordHash },
      { login: 'tom@atelier.example', name: 'Tom', passwordHash },
      { login: 'chef@atelier.example', name: 'Chef', role: 'supervisor', passwordHash },
      { login: 'root', name: 'Admin', role: 'administrator', passwordHash },
    ],
    promises: { owner: 'lea@atelier.example' },
  })
  const { slotEnd } = await leave(door)
  await advanceTo(door, slotEnd + 24 * hour)
  // The call is the team's, the ticket is Léa's.
  expect(mails.map(({ to }) => to)).toEqual(['chef@atelier.example', 'lea@atelier.example'])
  expect(mails.map(({ text }) => /- (\S+)/.exec(text)?.[1])).toEqual(['Rappel', 'Demande'])
})

it('go to an address that is one', () => {
  expect(() => openDesk({ promises: { alarmTo: 'chef' } })).toThrow(/DESK-002 option promises.alarmTo/)
})
