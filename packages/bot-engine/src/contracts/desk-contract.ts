import type { Message } from '../message.ts'
import { newMessageId } from '../message-id.ts'
import type { CallbackRequest, Desk, DeskEvent } from '../ports.ts'
import type { ContractRunner } from './runner.ts'
import { codeOf } from './shop-contract.ts'

/** A desk's port to be held to its contract, with somebody to play the agent. */
export interface DeskContractSubject {
  /** A fresh conversation, within opening hours, with one agent signed in. */
  open(): Promise<{ readonly desk: Desk; readonly agent: ContractAgent }>
  /** Milliseconds that an event of the stream may take. @default 2000 */
  readonly patience?: number
}

/** The agent's side of the conversation that was opened with it. */
export interface ContractAgent {
  take(): Promise<void>
  say(text: string): Promise<void>
  /** Has read the messages up to this seq. */
  read(seq: number): Promise<void>
  close(): Promise<void>
}

/** What every desk port keeps to, whatever stands behind it. */
export function deskContract({ describe, it, expect }: ContractRunner, subject: DeskContractSubject): void {
  describe('the desk port', () => {
    it('numbers messages from 1 without a gap, and the same message always the same', async () => {
      const { desk } = await subject.open()
      const [first, second] = [message('one'), message('two')]
      expect(await desk.putMessage(first)).toEqual({ seq: 1 })
      expect(await desk.putMessage(second)).toEqual({ seq: 2 })
      expect(await desk.putMessage(first)).toEqual({ seq: 1 })
      expect(await desk.putMessage(message('three'))).toEqual({ seq: 3 })
    })

    it('streams what was said, from where one asks', async () => {
      const { desk } = await subject.open()
      await desk.putMessage(message('one'))
      await desk.putMessage(message('two'))
      const heard = listen(desk, 1)
      await desk.putMessage(message('three'))
      await heard.until((events) => texts(events).length >= 2)
      heard.stop()
      expect(texts(heard.events)).toEqual(['two', 'three'])
    })

    it('says whether people can be reached', async () => {
      const { desk } = await subject.open()
      const { open, agents, hoursText } = await desk.availability()
      expect(open).toBe(true)
      expect(agents).toBe(1)
      expect(hoursText).toMatch(/\S/)
    })

    it('hands over: waiting, live, both sides write, ended', async () => {
      const { desk, agent } = await subject.open()
      await desk.putMessage(message('bonjour'))
      const heard = listen(desk, 0)
      expect(await desk.handoff({ topic: 'Question', facts: {}, locale: 'fr' })).toEqual({
        state: 'waiting',
        position: 1,
      })
      await agent.take()
      await heard.until((events) => states(events).includes('live'))
      await agent.say('Bonjour, je vous écoute.')
      await heard.until((events) => texts(events).includes('Bonjour, je vous écoute.'))
      await agent.close()
      await heard.until((events) => states(events).includes('ended'))
      heard.stop()
      const agents = heard.events
        .flatMap((event) => (event.type === 'message' ? [event.message] : []))
        .filter(({ author }) => author === 'agent')
      expect(agents.length).toBe(1)
      expect((agents[0]?.seq ?? 0) > 1).toBe(true)
    })

    it('tells how far the agent has read, now and to who comes back', async () => {
      const { desk, agent } = await subject.open()
      await desk.putMessage(message('bonjour'))
      await desk.handoff({ topic: 'Question', facts: {}, locale: 'fr' })
      await agent.take()
      const heard = listen(desk, 0)
      await agent.read(1)
      await heard.until((events) => readTo(events) === 1)
      heard.stop()
      const again = listen(desk, 1)
      await again.until((events) => readTo(events) === 1)
      again.stop()
      await desk.markRead(1)
    })

    it('keeps the place of who asks twice', async () => {
      const { desk } = await subject.open()
      const request = { topic: 'Question', facts: {}, locale: 'fr' }
      const first = await desk.handoff(request)
      expect(await desk.handoff(request)).toEqual(first)
    })

    it('promises a call in a slot that it offered, and in no other', async () => {
      const { desk } = await subject.open()
      const [slot] = await desk.callbackSlots()
      const request: CallbackRequest = {
        phone: '+33261910042',
        slotId: slot?.id ?? '',
        reason: 'Question',
        locale: 'fr',
        consent: { service: true, commercial: false, textVersion: 'test@1/fr/00000000' },
      }
      const { from, to } = await desk.requestCallback(request)
      expect({ from, to }).toEqual({ from: slot?.from, to: slot?.to })
      expect(
        await codeOf(() => desk.requestCallback({ ...request, slotId: '2020-01-01T03:00:00.000Z' })),
      ).toBe('refused')
    })

    it('takes a rating, an open question and the end', async () => {
      const { desk } = await subject.open()
      await desk.survey({ scale: 'csat', value: 5 })
      // oxlint-disable-next-line unicorn/no-thenable -- a word of the desk's API, never a function
      await desk.recordUnanswered({ text: 'Et la Lune ?', locale: 'fr', proposed: [], then: 'left' })
      await desk.putSnapshot({ version: 1 })
      await desk.end('resolved')
    })

    it('keeps a file once, by what is in it, and gives a card for it', async () => {
      const { desk } = await subject.open()
      const file = { id: 'contract-file-1', name: 'recu.pdf', content: smallPdf }
      const kept = await desk.upload(file)
      expect(kept.mime).toBe('application/pdf')
      expect(kept.name).toBe('recu.pdf')
      expect(await desk.upload(file)).toEqual(kept)
      const page = { id: 'contract-file-2', name: 'photo.jpg', content: 'PGgxPkJvbmpvdXI8L2gxPg==' }
      expect(await codeOf(() => desk.upload(page))).toBe('invalid')
      const said = { ...message('recu.pdf'), card: { type: 'file' as const, ...kept } }
      expect(await desk.putMessage(said)).toEqual({ seq: 1 })
    })

    it('forgets on the customer’s word', async () => {
      const { desk } = await subject.open()
      await desk.putMessage(message('secret'))
      await desk.erase()
      const heard = listen(desk, 0)
      expect(await desk.putMessage(message('new'))).toEqual({ seq: 1 })
      heard.stop()
      expect(texts(heard.events).includes('secret')).toBe(false)
    })
  })

  interface Heard {
    readonly events: readonly DeskEvent[]
    until(done: (events: readonly DeskEvent[]) => boolean): Promise<void>
    stop(): void
  }

  function listen(desk: Desk, after: number): Heard {
    const events: DeskEvent[] = []
    const stop = desk.stream(after, (event) => void events.push(event))
    return {
      events,
      stop,
      async until(done) {
        const last = Date.now() + (subject.patience ?? 2000)
        while (!done(events) && Date.now() < last) await new Promise((resolve) => setTimeout(resolve, 5))
        if (!done(events)) throw new Error(`The stream said only ${JSON.stringify(events)}`)
      },
    }
  }
}

function message(text: string): Message {
  return { id: newMessageId(Date.now()), at: new Date().toISOString(), author: 'customer', text }
}

function texts(events: readonly DeskEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'message' ? [event.message.text] : []))
}

function states(events: readonly DeskEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'handoff' ? [event.handoff.state] : []))
}

function readTo(events: readonly DeskEvent[]): number | undefined {
  const marks = events.flatMap((event) => (event.type === 'read' ? [event.seq] : []))
  return marks.at(-1)
}

/** `%PDF-1.4`, a catalogue without a page, `%%EOF`. */
const smallPdf =
  'JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZz4+ZW5kb2JqCnRyYWlsZXI8PC9Sb290IDEgMCBSPj4KJSVFT0YK'
