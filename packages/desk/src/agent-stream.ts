import { queueFor } from './agent-views.ts'
import { seenEveryMs } from './agents.ts'
import { heartbeatMs } from './conversation-stream.ts'
import { createEventStream, type StreamEvent } from './event-stream.ts'
import type { Services } from './services.ts'
import type { Agent } from './store/store.ts'

/**
 * What the console listens to: the queue at once, when it changes, and with each heartbeat; `callbacks` when the
 * list of promised calls has changed. An open stream is what makes an agent present.
 */
export function agentStream(services: Services, agent: Agent): Response {
  const { store, broker, streams, settings } = services
  let queueChanged = true
  let callbacksChanged = false
  let seenAt = 0

  const queueEvent = async (): Promise<StreamEvent> => ({
    event: 'queue',
    data: await queueFor(services, agent),
  })

  const stream = createEventStream({
    clock: settings.clock,
    heartbeatMs,
    next: async () => {
      const events: StreamEvent[] = []
      if (callbacksChanged) {
        callbacksChanged = false
        queueChanged = true
        events.push({ event: 'callbacks', data: {} })
      }
      if (queueChanged) {
        queueChanged = false
        events.push(await queueEvent())
      }
      return events
    },
    heartbeat: async () => {
      const now = services.now()
      if (now - seenAt >= seenEveryMs) {
        seenAt = now
        await store.seeAgent(agent.id, now)
      }
      return queueEvent()
    },
    onClose: () => {
      unsubscribe()
      streams.remove(agent.id, stream)
    },
  })

  const unsubscribe = broker.onDesk((event) => {
    if (event.type === 'signed-out') {
      if (event.agentId === agent.id) stream.close()
      return
    }
    if (event.type === 'queue') queueChanged = true
    else callbacksChanged = true
    stream.wake()
  })
  streams.add(agent.id, stream)
  return stream.response
}
