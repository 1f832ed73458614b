import { keepFile } from '../files/keep-file.ts'
import { mintUploadLink } from '../links.ts'
import { tooMany } from '../messages.ts'
import { agentConversationRoute, customerRoute, json, type Route } from '../route.ts'
import { linkAnswer, linkBody } from '../schema/customer.ts'
import { fileAnswer, fileBody } from '../schema/files.ts'
import type { Settings } from '../settings.ts'

/** Base64 takes four signs for three bytes; the rest is the name and what stands around. */
const bodyMax = ({ limits }: Settings): number => Math.ceil(limits.fileBytes / 3) * 4 + 4096

const kept = {
  201: { description: 'Kept; the ref goes into a file card.', schema: fileAnswer },
  200: { description: 'It was kept before.', schema: fileAnswer },
}

/** What customers and agents hand in: a picture, a document. A message names it afterwards, in a file card. */
export const fileRoutes: readonly Route[] = [
  customerRoute({
    method: 'POST',
    path: '/conversations/:id/files',
    summary:
      'Keeps a picture or a PDF, by its content and not by its name; a picture is written anew without its metadata. The same id again is the same file.',
    body: fileBody,
    bodyMax,
    answers: kept,
    handle: async ({ services, conversation, body, network }) => {
      const wait = await services.limits.uploads.take(network, services.now())
      if (wait > 0) throw tooMany('files', wait)
      const { receipt, created } = await keepFile(services, conversation.id, 'customer', body)
      return json(created ? 201 : 200, receipt)
    },
  }),

  agentConversationRoute({
    method: 'POST',
    path: '/agent/conversations/:id/files',
    live: true,
    summary: "Keeps an agent's picture or PDF for a conversation that is with them.",
    body: fileBody,
    bodyMax,
    answers: kept,
    handle: async ({ services, conversation, body }) => {
      const { receipt, created } = await keepFile(services, conversation.id, 'agent', body)
      return json(created ? 201 : 200, receipt)
    },
  }),

  agentConversationRoute({
    method: 'POST',
    path: '/agent/conversations/:id/links',
    summary: 'Mints a link to a file that was handed in: it opens once, within five minutes.',
    body: linkBody,
    answers: { 201: { description: 'The link.', schema: linkAnswer } },
    handle: async ({ services, conversation, body }) =>
      json(201, await mintUploadLink(services, conversation.id, body.ref)),
  }),
]
