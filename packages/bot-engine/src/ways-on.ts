import type { CommandName } from './conversation.ts'
import type { FlowLibrary } from './flow/library.ts'
import type { QuickReply } from './message.ts'
import { SHARED, type TextBook } from './text-book.ts'

/** Flows that lead to people: their names say nothing of what it is about. */
export const PEOPLE: ReadonlySet<string> = new Set(['handoff', 'callback'])

/** The quick replies that lead on from any point. */
export interface WaysOn {
  command(name: CommandName): QuickReply
  flow(id: string): QuickReply
  /** What a flow is called, for people. */
  flowName(id: string): string
  /** A flow of that name exists, and has the desk it needs. */
  canRun(id: string): boolean
  /** What the greeting and the menu offer. */
  menu(): readonly QuickReply[]
  /** A human now, or a call later; without the one that has just failed. */
  people(but?: string): readonly QuickReply[]
}

export function createWaysOn(book: TextBook, { ids }: FlowLibrary, hasDesk: boolean): WaysOn {
  const command: WaysOn['command'] = (name) => ({
    id: `command:${name}`,
    label: book.say(SHARED, `command.${name}`),
  })
  const flowName: WaysOn['flowName'] = (id) =>
    book.has(SHARED, `flow.${id}`) ? book.say(SHARED, `flow.${id}`) : id
  const flow: WaysOn['flow'] = (id) => ({ id: `flow:${id}`, label: flowName(id) })
  const canRun: WaysOn['canRun'] = (id) => hasDesk && ids.includes(id)
  return {
    command,
    flow,
    flowName,
    canRun,
    menu: () => [
      ...['track-order', 'get-invoice', 'cases', 'callback'].filter(canRun).map(flow),
      command('human'),
    ],
    people: (but) => [
      ...(but === 'handoff' ? [] : [command('human')]),
      ...(but !== 'callback' && canRun('callback') ? [flow('callback')] : []),
    ],
  }
}
