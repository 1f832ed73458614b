import { randomUUID } from 'node:crypto'
import { hashPassword } from '../password.ts'
import { audit } from '../audit.ts'
import { lastAdministrator, loginTaken, notFound, secondFactorIsOn, wrongSecondFactor } from '../messages.ts'
import { erasePerson, exportPerson } from '../person.ts'
import { agentRoute, json, nothing, type Route } from '../route.ts'
import {
  agentRecord,
  alarmsAnswer,
  auditAnswer,
  erasedAnswer,
  newStaffBody,
  personBody,
  recordChangeBody,
  recordsAnswer,
  recordsQuery,
  secondFactorAnswer,
  secondFactorBody,
  staffAnswer,
  staffChangeBody,
  staffMember,
  type AgentRecord,
  type StaffMember,
} from '../schema/staff.ts'
import { hasSecondFactor, newSecondFactor, secondFactorAddress, secondFactorStep } from '../second-factor.ts'
import type { Agent, DeskRecord } from '../store/store.ts'

/** What the team answers for, one's own second factor, and what only supervisors and administrators may do. */
export const staffRoutes: readonly Route[] = [
  agentRoute({
    method: 'GET',
    path: '/agent/records',
    summary: 'What customers left: open ones by due time, or all, newest first.',
    query: recordsQuery,
    answers: { 200: { description: 'The records.', schema: recordsAnswer } },
    handle: async ({ services, query }) => {
      const { show = 'open', kind } = query
      const records = await services.store.records({ show, ...(kind ? { kind } : {}), limit: 200 })
      return json(200, { records: records.map((record) => recordView(record, services.now())) })
    },
  }),

  agentRoute({
    method: 'GET',
    path: '/agent/alarms',
    summary: 'Promises that were not kept in time, the newest alarm first.',
    answers: { 200: { description: 'The alarms.', schema: alarmsAnswer } },
    handle: async ({ services }) => {
      const alarms = await services.store.alarms(200)
      return json(200, {
        alarms: alarms.map(({ dueAt, raisedAt, ...alarm }) => ({
          ...alarm,
          dueAt: new Date(dueAt).toISOString(),
          raisedAt: new Date(raisedAt).toISOString(),
        })),
      })
    },
  }),

  agentRoute({
    method: 'PUT',
    path: '/agent/records/:reference',
    summary: 'Gives a record another owner, or another state.',
    body: recordChangeBody,
    answers: { 200: { description: 'The record.', schema: agentRecord } },
    handle: async ({ services, agent, params, body }) => {
      const { store, now, broker } = services
      if (body.owner !== undefined && body.owner !== 'team' && !(await store.agent(body.owner)))
        throw notFound()
      const record = await store.changeRecord(params.reference, { ...body, at: now() })
      if (!record) throw notFound()
      await audit(services, agent, `record.${body.state ?? 'assign'}`, record.reference)
      broker.publish({ type: 'records' })
      return json(200, recordView(record, now()))
    },
  }),

  agentRoute({
    method: 'POST',
    path: '/agent/second-factor',
    summary:
      'Gives a secret for an authenticator app; it counts once a code of it was shown. One that is on stays until an administrator takes it away.',
    answers: { 200: { description: 'The secret.', schema: secondFactorAnswer } },
    handle: async ({ services, agent }) => {
      // Whoever finds a session open must not be able to turn it off by asking for another one.
      if (hasSecondFactor(agent)) throw secondFactorIsOn()
      const secret = newSecondFactor()
      await services.store.setSecondFactor(agent.id, `new:${secret}`)
      const issuer = services.settings.name
      return json(200, { secret, address: secondFactorAddress(secret, agent.login, issuer) })
    },
  }),

  agentRoute({
    method: 'PUT',
    path: '/agent/second-factor',
    summary: 'Turns the second factor on, with a code of the app.',
    body: secondFactorBody,
    answers: { 204: { description: 'It is asked for from now on.' } },
    handle: async ({ services, agent, body }) => {
      const secret = /^new:(.+)$/.exec(agent.secondFactor ?? '')?.[1]
      if (!secret) throw notFound()
      const step = secondFactorStep(secret, body.code, services.now())
      if (step === undefined) throw wrongSecondFactor()
      await services.store.setSecondFactor(agent.id, secret)
      await services.store.useSecondFactorStep(agent.id, step)
      await audit(services, agent, 'agent.second-factor', agent.id)
      return nothing()
    },
  }),

  agentRoute({
    method: 'GET',
    path: '/agent/audit',
    summary: 'Who did what to which record, newest first.',
    role: 'supervisor',
    answers: { 200: { description: 'The newest thousand.', schema: auditAnswer } },
    handle: async ({ services }) => {
      const entries = await services.store.audit(1000)
      return json(200, {
        entries: entries.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
      })
    },
  }),

  agentRoute({
    method: 'POST',
    path: '/agent/people/export',
    summary: 'Everything that is held about one person, by e-mail, customer number or telephone.',
    role: 'supervisor',
    body: personBody,
    answers: { 200: { description: 'Conversations and records.' } },
    handle: async ({ services, agent, body }) => {
      await audit(services, agent, 'person.export', '')
      return json(200, await exportPerson(services, body))
    },
  }),

  agentRoute({
    method: 'POST',
    path: '/agent/people/erase',
    summary: 'Forgets one person. Numbers and times of records stay, and the chain of the evidence.',
    role: 'supervisor',
    body: personBody,
    answers: { 200: { description: 'How many conversations and records it were.', schema: erasedAnswer } },
    handle: async ({ services, agent, body }) => {
      const erased = await erasePerson(services, body)
      await audit(services, agent, 'person.erase', '')
      return json(200, erased)
    },
  }),

  agentRoute({
    method: 'GET',
    path: '/agent/staff',
    summary: 'Who can sign in.',
    role: 'administrator',
    answers: { 200: { description: 'The people.', schema: staffAnswer } },
    handle: async ({ services }) => json(200, { staff: (await services.store.agents()).map(memberView) }),
  }),

  agentRoute({
    method: 'POST',
    path: '/agent/staff',
    summary: 'Adds a person, with a password that is replaced at the first sign-in.',
    role: 'administrator',
    body: newStaffBody,
    answers: { 201: { description: 'The person.', schema: staffMember } },
    handle: async ({ services, agent, body }) => {
      const { password, login, ...person } = body
      const id = randomUUID()
      const added = await services.store.addAgent({
        ...person,
        id,
        login: login.toLowerCase(),
        passwordHash: await hashPassword(password),
        mustChangePassword: true,
      })
      if (added.id !== id) throw loginTaken()
      await audit(services, agent, 'staff.add', id)
      return json(201, memberView(added))
    },
  }),

  agentRoute({
    method: 'PUT',
    path: '/agent/staff/:agentId',
    summary: 'Changes a role, gives a new one-time password, or takes a lost second factor away.',
    role: 'administrator',
    body: staffChangeBody,
    answers: { 200: { description: 'The person.', schema: staffMember } },
    handle: async ({ services, agent, params, body }) => {
      const { store } = services
      const person = await store.agent(params.agentId)
      if (!person) throw notFound()
      if (body.role && body.role !== 'administrator' && isOnlyAdministrator(person, await store.agents()))
        throw lastAdministrator()
      if (body.role) await store.setAgentRole(person.id, body.role)
      if (body.secondFactor === false) await store.setSecondFactor(person.id, undefined)
      if (body.password !== undefined) {
        await store.setOneTimePassword(person.id, await hashPassword(body.password))
        await store.removeSessionsOf(person.id)
      }
      await audit(services, agent, 'staff.change', person.id)
      return json(200, memberView((await store.agent(person.id)) ?? person))
    },
  }),
]

function isOnlyAdministrator({ id, role }: Agent, people: readonly Agent[]): boolean {
  return role === 'administrator' && !people.some((one) => one.role === role && one.id !== id)
}

function memberView(agent: Agent): StaffMember {
  const { id, login, name, title, role } = agent
  return {
    id,
    login,
    name,
    ...(title === undefined ? {} : { title }),
    role,
    secondFactor: hasSecondFactor(agent),
  }
}

function recordView(kept: DeskRecord, now: number): AgentRecord {
  const { reference, kind, conversationId, locale, order, email, state, owner, at, dueAt, body } = kept
  return {
    reference,
    kind,
    locale,
    state,
    owner,
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(order === undefined ? {} : { order }),
    ...(email === undefined ? {} : { email }),
    receivedAt: new Date(at).toISOString(),
    ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt).toISOString() }),
    overdue: state === 'open' && dueAt !== undefined && now > dueAt,
    content: body === undefined ? null : JSON.parse(body),
  }
}
