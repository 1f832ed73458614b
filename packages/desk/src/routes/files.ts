import { keepFile } from '../files/keep-file.ts'
import { requireLive } from '../handoff.ts'
import { mintUploadLink } from '../links.ts'
import { requireReadable } from '../readable.ts'
import { tooMany } from '../messages.ts'
import { agentRoute, customerRoute, json, type Route } from '../route.ts'
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

  agentRoute({
    method: 'POST',
    path: '/agent/conversations/:id/files',
    summary: "Keeps an agent's picture or PDF for a conversation that is with them.",
    body: fileBody,
    bodyMax,
    answers: kept,
    handle: async ({ services, agent, params, body }) => {
      await requireLive(services, params.id, agent)
      const { receipt, created } = await keepFile(services, params.id, 'agent', body)
      return json(created ? 201 : 200, receipt)
    },
  }),

  agentRoute({
    method: 'POST',
    path: '/agent/conversations/:id/links',
    summary: 'Mints a link to a file that was handed in: it opens once, within five minutes.',
    body: linkBody,
    answers: { 201: { description: 'The link.', schema: linkAnswer } },
    handle: async ({ services, params, body }) => {
      const { id } = await requireReadable(services, params.id)
      return json(201, await mintUploadLink(services, id, body.ref))
    },
  }),
]
