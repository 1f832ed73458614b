import type {
  ComplaintRequest,
  ConsentRecord,
  DataRequest,
  DeskReceipt,
  FlowFigure,
  RecapRequest,
  TicketRequest,
  UnsubscribeRequest,
  WithdrawalDeclaration,
} from '../desk-records.ts'
import type { Message } from '../message.ts'
import { callbackSlots, hoursText, isOpen, nextOpening, type OpeningHours } from '../opening-hours.ts'
import {
  PortError,
  type CallbackRequest,
  type Clock,
  type Desk,
  type DeskEvent,
  type FileToUpload,
  type HandoffRequest,
  type HandoffState,
  type Outcome,
  type SurveyAnswer,
  type UnansweredQuestion,
} from '../ports.ts'
import { createFakeClock } from './fake-clock.ts'

export interface FakeDeskOptions {
  /** @default Monday to Friday 9:00–18:00, Saturday 10:00–17:00, closed on public holidays */
  readonly hours?: OpeningHours
  /** Agents who are signed in. @default 1 */
  readonly agents?: number
  /** @default a clock that stands on a Saturday within the hours */
  readonly clock?: Clock
  readonly locale?: string
}

/** A desk in memory, for tests and demonstrations: one conversation, and an agent's side to play. */
export interface FakeDesk extends Desk {
  readonly messages: readonly Message[]
  readonly handoffs: readonly HandoffRequest[]
  readonly callbacks: readonly CallbackRequest[]
  readonly tickets: readonly TicketRequest[]
  readonly complaints: readonly ComplaintRequest[]
  readonly withdrawals: readonly WithdrawalDeclaration[]
  readonly recaps: readonly RecapRequest[]
  readonly dataRequests: readonly DataRequest[]
  readonly unsubscriptions: readonly UnsubscribeRequest[]
  readonly consents: readonly ConsentRecord[]
  readonly figures: readonly FlowFigure[]
  readonly surveys: readonly SurveyAnswer[]
  readonly unanswered: readonly UnansweredQuestion[]
  readonly outcomes: readonly Outcome[]
  readonly snapshots: readonly unknown[]
  readonly files: readonly FileToUpload[]
  /** What was asked of it, in order. */
  readonly calls: readonly string[]
  readonly erased: boolean
  /** How far the customer has read. */
  readonly readTo: number
  /** The agent's side. */
  readonly agent: {
    take(name?: string): void
    say(text: string): Message
    typing(on: boolean): void
    /** Has read all that is there. */
    read(): void
    close(): void
  }
  setAgents(count: number): void
  /** Calls by that name (or all) fail with `unavailable` until {@link FakeDesk.mend}; the stream goes offline. */
  break(name?: string): void
  /** Calls by that name (or all) never answer until {@link FakeDesk.mend}. */
  hang(name?: string): void
  mend(): void
}

export function createFakeDesk(options: FakeDeskOptions = {}): FakeDesk {
  const { hours = FAKE_HOURS, clock = createFakeClock(), locale = 'fr' } = options
  const messages: Message[] = []
  const record = {
    handoffs: [] as HandoffRequest[],
    callbacks: [] as CallbackRequest[],
    tickets: [] as TicketRequest[],
    complaints: [] as ComplaintRequest[],
    withdrawals: [] as WithdrawalDeclaration[],
    recaps: [] as RecapRequest[],
    dataRequests: [] as DataRequest[],
    unsubscriptions: [] as UnsubscribeRequest[],
    consents: [] as ConsentRecord[],
    figures: [] as FlowFigure[],
    surveys: [] as SurveyAnswer[],
    unanswered: [] as UnansweredQuestion[],
    outcomes: [] as Outcome[],
    snapshots: [] as unknown[],
    files: [] as FileToUpload[],
    calls: [] as string[],
  }
  const listeners = new Set<(event: DeskEvent) => void>()
  const broken = new Set<string>()
  const hanging = new Set<string>()
  let agents = options.agents ?? 1
  let handoff: HandoffState | undefined
  let agentName = 'Camille'
  let erased = false
  let readTo = 0
  let agentReadTo = 0

  async function ask<T>(name: string, answer: () => T): Promise<T> {
    record.calls.push(name)
    if (hanging.has(name) || hanging.has('*')) await new Promise<never>(() => {})
    if (broken.has(name) || broken.has('*'))
      throw new PortError('unavailable', `The fake desk's ${name} is broken.`)
    return answer()
  }

  function tell(event: DeskEvent): void {
    for (const listener of listeners) listener(event)
  }

  function commit(message: Message): number {
    const known = messages.find((other) => other.id === message.id)
    if (known?.seq !== undefined) return known.seq
    const { delivery: _, ...kept } = message
    const committed = { ...kept, seq: messages.length + 1 }
    messages.push(committed)
    tell({ type: 'message', message: committed })
    return committed.seq
  }

  function moveHandoff(state: HandoffState): HandoffState {
    handoff = state
    tell({ type: 'handoff', handoff: state })
    return state
  }

  /** Keeps a request once, however often it comes, and numbers it. */
  function keep<T>(list: T[], request: T, prefix: string, days?: number): DeskReceipt {
    const same = list.findIndex((other) => JSON.stringify(other) === JSON.stringify(request))
    const place = same < 0 ? list.push(request) : same + 1
    const receivedAt = new Date(clock.now()).toISOString()
    return {
      reference: `${prefix}-${place}`,
      receivedAt,
      ...(days === undefined ? {} : { dueAt: new Date(clock.now() + days * DAY).toISOString() }),
    }
  }

  function opening(): { nextOpening?: string } {
    const next = nextOpening(hours, clock.now())
    return next === undefined ? {} : { nextOpening: new Date(next).toISOString() }
  }

  return {
    ...record,
    messages,
    get erased() {
      return erased
    },
    get readTo() {
      return readTo
    },
    availability: () =>
      ask('availability', () => {
        const open = isOpen(hours, clock.now())
        return {
          open: open && agents > 0,
          agents,
          waiting: 0,
          hoursText: hoursText(hours, locale),
          ...(open ? {} : opening()),
        }
      }),
    handoff: (request) =>
      ask('handoff', () => {
        if (handoff?.state === 'waiting' || handoff?.state === 'live') return handoff
        record.handoffs.push(request)
        return moveHandoff(
          isOpen(hours, clock.now()) && agents > 0
            ? { state: 'waiting', position: 1 }
            : { state: 'closed', ...opening() },
        )
      }),
    callbackSlots: () => ask('callbackSlots', () => callbackSlots(hours, clock.now())),
    requestCallback: (request) =>
      ask('requestCallback', () => {
        const slot = callbackSlots(hours, clock.now(), { lead: 0 }).find(({ id }) => id === request.slotId)
        if (!slot) throw new PortError('refused', 'This slot has just been taken.')
        record.callbacks.push(request)
        return { id: `CB-${record.callbacks.length}`, from: slot.from, to: slot.to }
      }),
    openTicket: (request) => ask('openTicket', () => keep(record.tickets, request, 'T', 1)),
    complain: (request) =>
      ask('complain', () => ({
        ...keep(record.complaints, request, 'R', 14),
        ...(request.order === undefined || request.email === undefined ? {} : { mail: 'if-of-order' }),
      })),
    withdraw: (request) =>
      ask('withdraw', () => ({
        ...keep(record.withdrawals, request, 'W'),
        refundBy: new Date(clock.now() + 14 * DAY).toISOString(),
      })),
    sendRecap: (request) =>
      ask('sendRecap', () => {
        if (request.order === undefined)
          throw new PortError('refused', 'No address of the customer is known here.')
        if (record.recaps.length > 0) throw new PortError('refused', 'A summary has been sent already.')
        record.recaps.push(request)
        return { to: 'j•••@example.com' }
      }),
    requestData: (request) => ask('requestData', () => keep(record.dataRequests, request, 'D', 30)),
    unsubscribe: (request) => ask('unsubscribe', () => keep(record.unsubscriptions, request, 'U')),
    recordConsent: (consent) => ask('recordConsent', () => keep(record.consents, consent, 'C')),
    recordFigures: (figures) => ask('recordFigures', () => void record.figures.push(...figures)),
    survey: (answer) => ask('survey', () => void record.surveys.push(answer)),
    end: (outcome) => ask('end', () => void record.outcomes.push(outcome)),
    putMessage: (message) => ask('putMessage', () => ({ seq: commit(message) })),
    markRead: (seq) => ask('markRead', () => void (readTo = Math.max(readTo, seq))),
    upload: (file) =>
      ask('upload', () => {
        const mime = FILE_TYPES.find(([head]) => file.content.startsWith(head))?.[1]
        if (mime === undefined) throw new PortError('invalid', 'This is neither a picture nor a PDF.')
        if (!record.files.some(({ id }) => id === file.id)) record.files.push(file)
        const size = Math.floor((file.content.length * 3) / 4)
        return { ref: `upload:${file.id}`, name: file.name, mime, size }
      }),
    putSnapshot: (snapshot) => ask('putSnapshot', () => void record.snapshots.push(snapshot)),
    recordUnanswered: (question) => ask('recordUnanswered', () => void record.unanswered.push(question)),
    erase: () =>
      ask('erase', () => {
        erased = true
        messages.length = 0
      }),
    stream(afterSeq, onEvent) {
      record.calls.push('stream')
      listeners.add(onEvent)
      onEvent({ type: 'connection', online: broken.size === 0 })
      for (const message of messages) if ((message.seq ?? 0) > afterSeq) onEvent({ type: 'message', message })
      if (handoff) onEvent({ type: 'handoff', handoff })
      if (agentReadTo > 0) onEvent({ type: 'read', seq: agentReadTo })
      return () => void listeners.delete(onEvent)
    },
    agent: {
      take(name = 'Camille') {
        agentName = name
        moveHandoff({ state: 'live', agent: name })
      },
      say(text) {
        const at = new Date(clock.now()).toISOString()
        const message: Message = {
          id: `agent-${messages.length + 1}`,
          at,
          author: 'agent',
          name: agentName,
          text,
        }
        return { ...message, seq: commit(message) }
      },
      typing: (on) => tell({ type: 'typing', author: 'agent', on }),
      read() {
        agentReadTo = messages.length
        tell({ type: 'read', seq: agentReadTo })
      },
      close: () => void moveHandoff({ state: 'ended' }),
    },
    setAgents(count) {
      agents = count
    },
    break(name = '*') {
      broken.add(name)
      if (name === '*') tell({ type: 'connection', online: false })
    },
    hang: (name = '*') => void hanging.add(name),
    mend() {
      broken.clear()
      hanging.clear()
      tell({ type: 'connection', online: true })
    },
  }
}

const DAY = 86_400_000

/** What files begin with, in base64, by type. */
const FILE_TYPES = [
  ['/9j/', 'image/jpeg'],
  ['iVBORw0KGgo', 'image/png'],
  ['JVBERi0', 'application/pdf'],
] as const

const FAKE_HOURS: OpeningHours = {
  timeZone: 'Europe/Paris',
  week: {
    mon: [['09:00', '18:00']],
    tue: [['09:00', '18:00']],
    wed: [['09:00', '18:00']],
    thu: [['09:00', '18:00']],
    fri: [['09:00', '18:00']],
    sat: [['10:00', '17:00']],
  },
  holidays: 'FR',
}
