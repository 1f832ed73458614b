import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import type { Message } from '../message.ts'
import { helpOf } from './help.ts'
import type { Command } from './command.ts'
import { offeredIn, rehearse, sampleFile } from './rehearsal.ts'

export const play: Command = {
  help: helpOf('play'),
  async run(args, terminal) {
    const { values } = parseArgs({
      args,
      options: {
        flows: { type: 'string' },
        faq: { type: 'string' },
        shop: { type: 'string', default: 'demo' },
        locale: { type: 'string', default: 'fr' },
        json: { type: 'boolean', default: false },
      },
    })
    const { folder } = terminal
    const { flows, faq, locale } = values
    const stage = await rehearse({
      folder,
      locale,
      ...(flows === undefined ? {} : { flows }),
      ...(faq === undefined ? {} : { faq }),
      log: ({ code, message }) => terminal.err(`${code} ${message}\n`),
    })
    const show = (): void => {
      for (const message of stage.heard())
        terminal.out(values.json ? `${JSON.stringify(message)}\n` : written(message))
    }
    show()
    for await (const line of createInterface({ input: Readable.from(terminal.input) })) {
      if (line.startsWith('/')) await start(line.slice(1).trim())
      else if (line.startsWith('@')) await stage.send(sampleFile(line.slice(1).trim()))
      else if (line.trim().startsWith('{')) await submit(line)
      else if (!(await stage.pick(line.trim()))) await stage.send({ type: 'MESSAGE.SEND', text: line })
      show()
    }
    stage.conversation.stop()
    return 0

    async function start(flow: string): Promise<void> {
      if (stage.flows.includes(flow)) return stage.send({ type: 'FLOW.START', flow })
      terminal.err(`There is no flow "${flow}". There are: ${stage.flows.join(', ')}.\n`)
    }

    /** A form is filled in as JSON: `{"phone": "06 12 34 56 78"}`. */
    async function submit(line: string): Promise<void> {
      const { waitingFor } = stage.conversation.view
      if (waitingFor.kind !== 'form') return stage.send({ type: 'MESSAGE.SEND', text: line })
      await stage.send({
        type: 'FORM.SUBMIT',
        id: waitingFor.id,
        values: JSON.parse(line) as Record<string, unknown>,
      })
    }
  },
}

function written(message: Message): string {
  const { text, card } = message
  const offered = offeredIn([message]).map(({ label }, index) => `    ${index + 1}. ${label}\n`)
  const fields =
    card?.type === 'form'
      ? card.fields.map(({ name, label, error }) => `    ${name}: ${label}${error ? ` (${error})` : ''}\n`)
      : []
  return `${text}${card && card.type !== 'form' && card.type !== 'rating' ? ` [${card.type}]` : ''}\n${[...fields, ...offered].join('')}`
}
