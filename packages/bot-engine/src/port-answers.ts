import type { OrderView } from './order.ts'
import type {
  Availability,
  CallbackReceipt,
  CallbackSlot,
  HandoffState,
  UploadedFile,
  VerificationResult,
} from './ports.ts'

// What a right answer of a port looks like, as far as flows and cards rely on it.

export function faultOfReceipt(answer: unknown): string | undefined {
  return isRecord(answer) && typeof answer['reference'] === 'string' && isMoment(answer['receivedAt'])
    ? undefined
    : 'reference and receivedAt of what was kept'
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isMoment(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

export function isVerification(value: unknown): value is VerificationResult {
  return isRecord(value) && [0, 1, 2, 3].some((level) => level === value['level'])
}

/** Is it an order as far as flows and cards rely on it? */
export function isOrder(value: unknown): value is OrderView {
  return (
    isRecord(value) &&
    typeof value['reference'] === 'string' &&
    isMoment(value['placedAt']) &&
    typeof value['status'] === 'string' &&
    typeof value['paid'] === 'boolean' &&
    isRecord(value['total']) &&
    ['items', 'shipments', 'milestones', 'actions'].every((name) => Array.isArray(value[name])) &&
    (value['invoices'] === undefined ||
      (Array.isArray(value['invoices']) &&
        value['invoices'].every((invoice) => isRecord(invoice) && typeof invoice['ref'] === 'string')))
  )
}

export function isAvailability(value: unknown): value is Availability {
  return isRecord(value) && typeof value['open'] === 'boolean' && typeof value['hoursText'] === 'string'
}

/** Is it where a handoff stands? */
export function isHandoff(value: unknown): value is HandoffState {
  if (!isRecord(value)) return false
  if (value['state'] === 'waiting') return typeof value['position'] === 'number'
  if (value['state'] === 'live') return typeof value['agent'] === 'string'
  return value['state'] === 'closed' || value['state'] === 'ended'
}

export function isSlot(value: unknown): value is CallbackSlot {
  return (
    isRecord(value) && typeof value['id'] === 'string' && isMoment(value['from']) && isMoment(value['to'])
  )
}

export function isReceipt(value: unknown): value is CallbackReceipt {
  return isSlot(value)
}

export function isUploaded(value: unknown): value is UploadedFile {
  return (
    isRecord(value) &&
    ['ref', 'name', 'mime'].every((field) => typeof value[field] === 'string') &&
    typeof value['size'] === 'number'
  )
}
