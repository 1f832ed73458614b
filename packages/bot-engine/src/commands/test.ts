import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommandName } from '../conversation.ts'
import { helpOf } from './help.ts'
import { UsageError, type Command, type Terminal } from './command.ts'
import { rehearse, sampleFile, type Rehearsal } from './rehearsal.ts'

/** A conversation as a content team writes it down: what the customer does, and what the bot has to say. */
interface Script {
  readonly name?: string
  readonly locale?: string
  readonly faq?: string
  readonly flows?: string
  /** ISO 8601: when it is played. */
  readonly at?: string
  readonly turns: readonly Turn[]
}

/**
 * One line: a flow starts, as from a button; the customer writes, picks, fills in, hands a file in, commands, lets time
 * pass or comes to a page; or the bot's next message holds these words; `silence` means that it says nothing more.
 */
interface Turn {
  /** The id of the flow. */
  readonly start?: string
  /** What whoever starts it hands in. */
  readonly input?: Readonly<Record<string, unknown>>
  readonly customer?: string
  readonly pick?: string
  readonly fill?: Readonly<Record<string, unknown>>
  readonly command?: CommandName
  /** Seconds that pass. */
  readonly wait?: number
  /** The page that the customer comes to. */
  readonly page?: string
  /** The name of a file that the customer hands in. */
  readonly attach?: string
  readonly bot?: string
  readonly card?: string
  readonly silence?: true
}

export const testScripts: Command = {
  help: helpOf('test'),
  async run(args, terminal) {
    const { positionals } = parseArgs({ args, allowPositionals: true })
    if (positionals.length === 0) throw new UsageError('Say which scripts to play.')
    let failed = 0
    for (const path of positionals) {
      const file = resolve(terminal.folder, path)
      const scripts = [JSON.parse(readFileSync(file, 'utf8')) as Script | readonly Script[]].flat()
      for (const [index, script] of scripts.entries()) {
        const fault = await playScript(script, terminal)
        const name = `${relative(terminal.folder, file)}: ${script.name ?? `conversation ${index + 1}`}`
        terminal.out(fault === undefined ? `ok      ${name}\n` : `not ok  ${name}\n        ${fault}\n`)
        if (fault !== undefined) failed++
      }
    }
    return failed > 0 ? 1 : 0
  },
}

async function playScript(
  { turns, locale = 'fr', faq, flows, at }: Script,
  { folder }: Terminal,
): Promise<string | undefined> {
  const stage = await rehearse({
    folder,
    locale,
    ...(faq === undefined ? {} : { faq }),
    ...(flows === undefined ? {} : { flows }),
    ...(at === undefined ? {} : { at }),
  })
  let waiting = [...stage.heard()]
  try {
    for (const [index, turn] of turns.entries()) {
      const where = `turn ${index + 1}: `
      if (turn.bot !== undefined) {
        const message = waiting.shift()
        if (!message) return `${where}the bot says nothing, expected "${turn.bot}"`
        if (!message.text.includes(turn.bot))
          return `${where}the bot says "${message.text}", expected "${turn.bot}"`
        if (turn.card !== undefined && message.card?.type !== turn.card)
          return `${where}expected a card "${turn.card}" under "${message.text}"`
      } else if (turn.silence) {
        if (waiting[0]) return `${where}the bot says "${waiting[0].text}", expected nothing`
      } else {
        const fault = await act(stage, turn)
        if (fault !== undefined) return where + fault
        waiting = [...stage.heard()]
      }
    }
    return undefined
  } finally {
    stage.conversation.stop()
  }
}

async function act(stage: Rehearsal, turn: Turn): Promise<string | undefined> {
  const { start, input, customer, pick, fill, command, wait, page, attach } = turn
  if (!TURNS.some((what) => what in turn))
    return `there is nothing to do in ${JSON.stringify(turn)}: a turn has ${TURNS.slice(0, -1).join(', ')} or ${TURNS.at(-1)}`
  if (start !== undefined && !stage.flows.includes(start))
    return `there is no flow "${start}"; where it is your own, the script names its folder: "flows": "flows"`
  if (start !== undefined) await stage.send({ type: 'FLOW.START', flow: start, ...(input ? { input } : {}) })
  if (customer !== undefined) await stage.send({ type: 'MESSAGE.SEND', text: customer })
  if (wait !== undefined) await stage.pass(wait)
  if (page !== undefined) await stage.send({ type: 'PAGE.CHANGE', url: page })
  if (attach !== undefined) await stage.send(sampleFile(attach))
  if (command !== undefined) await stage.send({ type: 'COMMAND', name: command })
  if (pick !== undefined && !(await stage.pick(pick))) return `nobody offers "${pick}"`
  const { waitingFor } = stage.conversation.view
  if (fill === undefined) return undefined
  if (waitingFor.kind !== 'form') return 'no form is open'
  await stage.send({ type: 'FORM.SUBMIT', id: waitingFor.id, values: fill })
  return undefined
}

/** What a turn may have, as a mistyped one is told. */
const TURNS = ['start', 'customer', 'pick', 'fill', 'attach', 'command', 'wait', 'page', 'bot', 'silence']
