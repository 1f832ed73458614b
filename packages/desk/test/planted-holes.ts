import { conversationStream } from '../src/conversation-stream.ts'
import { agentRoute, json, publicRoute, type Route } from '../src/route.ts'

/** Routes that forget to ask whose conversation it is, as peers have had them: for tests that have to find them. */
export const holes: readonly Route[] = [
  {
    ...publicRoute({
      method: 'GET',
      path: '/conversations/:id/planted',
      summary: 'Reads a conversation and asks for no secret.',
      answers: {},
      handle: async ({ services, params }) =>
        json(200, { messages: await services.store.messages(params.id, 0, 10) }),
    }),
    access: 'customer',
  },
  {
    ...publicRoute({
      method: 'GET',
      path: '/conversations/:id/planted-stream',
      summary: 'Streams whatever conversation it is asked for.',
      answers: {},
      handle: async ({ services, params }) =>
        conversationStream(services, params.id, { after: 0, other: 'agent' }),
    }),
    access: 'customer',
  },
  agentRoute({
    method: 'GET',
    path: '/agent/conversations/:id/planted',
    summary: 'Opens conversations to agents that asked for nobody.',
    answers: {},
    handle: async ({ services, params }) =>
      json(200, { conversation: (await services.store.conversation(params.id))?.locale ?? null }),
  }),
]
