import {
  callbackSlots,
  parsePhone,
  type CallbackReceipt,
  type CallbackRequest,
  type CallbackSlot,
} from '@comptoir/bot-engine'
import { randomUUID } from 'node:crypto'
import { masked } from './masked.ts'
import { phoneHasEnough, phoneRefused, slotTaken } from './messages.ts'
import type { Services } from './services.ts'
import type { Callback } from './store/store.ts'

const day = 24 * 3_600_000

/** The slots within opening hours that still have room, earliest first. */
export async function freeSlots({ settings, store, now }: Services): Promise<readonly CallbackSlot[]> {
  const { hours, callbacks } = settings
  const slots = callbackSlots(hours, now(), {
    minutes: callbacks.minutes,
    lead: callbacks.lead,
    days: callbacks.days,
  })
  const taken = await store.callbacksPerSlot(now() - day)
  return slots.filter(({ from }) => (taken.get(Date.parse(from)) ?? 0) < callbacks.capacity)
}

/**
 * Promises a call and keeps the consent to it: who, when, which number, for what, in which words. The same
 * conversation asking again for the same number and slot gets the same receipt.
 *
 * @throws {Problem} 400 for a number that we do not call, 409 when the slot is full or over, or the number has
 *   its callbacks already
 */
export async function promiseCallback(
  services: Services,
  conversationId: string,
  request: CallbackRequest,
): Promise<CallbackReceipt> {
  const { settings, store, broker } = services
  const now = services.now()
  const phone = parsePhone(request.phone)
  if (!phone.ok) throw phoneRefused()

  const known = await store.callbacks({ show: 'all', conversationId, limit: 50 })
  const same = known.find(
    ({ phone: number, from }) => number === phone.e164 && from === Date.parse(request.slotId),
  )
  if (same) return receiptOf(same)

  if ((await store.callbacksForPhone(phone.e164, now - day)) >= settings.limits.callbacksPerPhone) {
    throw phoneHasEnough()
  }
  const slot = (await freeSlots(services)).find(({ id }) => id === request.slotId)
  if (!slot) throw slotTaken()
  const callback = await store.addCallback(
    {
      id: randomUUID(),
      conversationId,
      phone: phone.e164,
      ...(request.name ? { name: request.name } : {}),
      reason: masked(request.reason),
      locale: request.locale,
      from: Date.parse(slot.from),
      to: Date.parse(slot.to),
      at: now,
      consent: { commercial: request.consent.commercial, textVersion: request.consent.textVersion },
    },
    settings.callbacks.capacity,
  )
  if (!callback) throw slotTaken()
  broker.publish({ type: 'callbacks' })
  return receiptOf(callback)
}

/** Is the promise late: nobody reached, and the slot over? */
export function isOverdue({ state, to }: Pick<Callback, 'state' | 'to'>, now: number): boolean {
  return state === 'due' && now > to
}

function receiptOf({ id, from, to }: Callback): CallbackReceipt {
  return { id, from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}
