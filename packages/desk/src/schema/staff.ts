import * as v from 'valibot'
import { passwordMin } from '../password.ts'
import {
  promiseKinds,
  type Alarm,
  type AgentRole,
  type Person,
  type RecordKind,
  type RecordState,
} from '../store/store.ts'
import { count, email, identifier, instant, line, locale } from './fields.ts'
import { atLeastOne, optional, strict, type Schema } from './schema.ts'

// What supervisors and administrators send and get.

const role: Schema<AgentRole> = v.picklist(['administrator', 'supervisor', 'agent'])
const password = v.pipe(v.string(), v.minLength(passwordMin), v.maxLength(200))

export interface StaffMember {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly title?: string
  readonly role: AgentRole
  readonly secondFactor: boolean
}

export const staffMember: Schema<StaffMember> = strict<StaffMember>({
  id: v.string(),
  login: v.string(),
  name: v.string(),
  title: optional(v.string()),
  role,
  secondFactor: v.boolean(),
})

export const staffAnswer: Schema<{ staff: readonly StaffMember[] }> = strict<{
  staff: readonly StaffMember[]
}>({ staff: v.array(staffMember) })

export interface NewStaffMember {
  readonly login: string
  readonly name: string
  readonly title?: string
  readonly role: AgentRole
  /** Replaced at the first sign-in. */
  readonly password: string
}

export const newStaffBody: Schema<NewStaffMember> = strict<NewStaffMember>({
  login: v.pipe(v.string(), v.trim(), v.regex(/^\S{1,100}$/, 'a login without spaces')),
  name: line(100),
  title: optional(line(100)),
  role,
  password,
})

export interface StaffChange {
  readonly role?: AgentRole
  /** A new one-time password; every session of the person ends. */
  readonly password?: string
  /** Takes the second factor away, from somebody who lost their telephone. */
  readonly secondFactor?: false
}

export const staffChangeBody: Schema<StaffChange> = atLeastOne(
  strict<StaffChange>({
    role: optional(role),
    password: optional(password),
    secondFactor: optional(v.literal(false)),
  }),
  ['role', 'password', 'secondFactor'],
)

export const personBody: Schema<Person> = atLeastOne(
  strict<Person>({ email: optional(email), customerId: optional(identifier), phone: optional(line(40)) }),
  ['email', 'customerId', 'phone'],
)

export const erasedAnswer: Schema<{ conversations: number; records: number }> = strict<{
  conversations: number
  records: number
}>({ conversations: count, records: count })

interface AuditLine {
  readonly at: string
  readonly agentId: string
  readonly action: string
  readonly subject: string
}

export const auditAnswer: Schema<{ entries: readonly AuditLine[] }> = strict<{
  entries: readonly AuditLine[]
}>({
  entries: v.array(
    strict<AuditLine>({ at: instant, agentId: v.string(), action: v.string(), subject: v.string() }),
  ),
})

const kind: Schema<RecordKind> = v.picklist([
  'ticket',
  'complaint',
  'withdrawal',
  'data-request',
  'unsubscription',
  'consent',
])
const state: Schema<RecordState> = v.picklist(['open', 'answered', 'closed'])

export const recordsQuery: Schema<{ show?: 'open' | 'all'; kind?: RecordKind }> = strict<{
  show?: 'open' | 'all'
  kind?: RecordKind
}>({ show: optional(v.picklist(['open', 'all'])), kind: optional(kind) })

export const recordChangeBody: Schema<{ owner?: string; state?: RecordState }> = atLeastOne(
  strict<{ owner?: string; state?: RecordState }>({ owner: optional(identifier), state: optional(state) }),
  ['owner', 'state'],
)

/** A record as people of the shop see it. */
export interface AgentRecord {
  readonly reference: string
  readonly kind: RecordKind
  readonly conversationId?: string
  readonly locale: string
  readonly order?: string
  readonly email?: string
  readonly state: RecordState
  readonly owner: string
  readonly receivedAt: string
  readonly dueAt?: string
  readonly overdue: boolean
  /** What the customer left; null once it was erased. */
  readonly content: unknown
}

export const agentRecord: Schema<AgentRecord> = strict<AgentRecord>({
  reference: v.string(),
  kind,
  conversationId: optional(v.string()),
  locale,
  order: optional(v.string()),
  email: optional(v.string()),
  state,
  owner: v.string(),
  receivedAt: instant,
  dueAt: optional(instant),
  overdue: v.boolean(),
  content: v.unknown(),
})

/** A promise that was not kept in time. */
interface AgentAlarm {
  /** The number of a record, the id of a callback. */
  readonly subject: string
  readonly kind: Alarm['kind']
  readonly dueAt: string
  readonly raisedAt: string
}

export const alarmsAnswer: Schema<{ alarms: readonly AgentAlarm[] }> = strict<{
  alarms: readonly AgentAlarm[]
}>({
  alarms: v.array(
    strict<AgentAlarm>({
      subject: v.string(),
      kind: v.picklist(promiseKinds),
      dueAt: instant,
      raisedAt: instant,
    }),
  ),
})

export const recordsAnswer: Schema<{ records: readonly AgentRecord[] }> = strict<{
  records: readonly AgentRecord[]
}>({ records: v.array(agentRecord) })

export const secondFactorAnswer: Schema<{ secret: string; address: string }> = strict<{
  secret: string
  address: string
}>({ secret: v.string(), address: v.string() })

export const secondFactorBody: Schema<{ code: string }> = strict<{ code: string }>({
  code: v.pipe(v.string(), v.trim(), v.regex(/^(\d ?){6}$/, 'the six digits that the app shows')),
})
