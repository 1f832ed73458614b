import { newMessageId } from '@comptoir/bot-engine'
import type { Demo } from '../../src/demo.ts'

/** An agent of the demonstration at the desk's own interface, without a console: for stories that are about the line. */
export interface AgentLine {
  /** Takes whoever waits, and gives their conversation. */
  takes(): Promise<void>
  writes(text: string): Promise<void>
  /** What people wrote, as the desk keeps it, in order. */
  transcript(): Promise<readonly string[]>
}

export async function openAgentLine(demo: Demo): Promise<AgentLine> {
  const [agent] = demo.agents
  let cookie = ''
  let id = ''

  async function ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(`${demo.deskUrl}${path}`, {
      method,
      headers: {
        origin: demo.url,
        cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const given = response.headers.get('set-cookie')
    if (given) cookie = given.split(';')[0] ?? ''
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }

  await ask('POST', '/agent/session', { login: agent?.login, password: agent?.password })
  await ask('PUT', '/agent/state', { state: 'available' })
  return {
    async takes() {
      const { waiting } = (await ask('GET', '/agent/queue')) as { waiting: { conversationId: string }[] }
      id = waiting.at(-1)?.conversationId ?? ''
      await ask('POST', `/agent/conversations/${id}/take`)
    },
    async writes(text) {
      const now = Date.now()
      const message = { text, at: new Date(now).toISOString() }
      await ask('PUT', `/agent/conversations/${id}/messages/${newMessageId(now)}`, message)
    },
    async transcript() {
      const { messages } = (await ask('GET', `/agent/conversations/${id}/messages`)) as {
        messages: { author: string; text: string }[]
      }
      return messages.filter(({ author }) => author !== 'bot').map(({ text }) => text)
    },
  }
}
