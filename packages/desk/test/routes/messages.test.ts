import { describe, expect, it } from 'vitest'
import { eventsOf, openDesk, type Said } from '../front-door.ts'

describe('a message', () => {
  it('gets the next seq of its conversation, and the same one however often it is sent', async () => {
    const customer = await openDesk().customer()
    expect(await customer.says('Bonjour', 'message-a')).toMatchObject({ status: 201, body: { seq: 1 } })
    expect(await customer.says('Où est ma commande ?', 'message-b')).toMatchObject({
      status: 201,
      body: { seq: 2 },
    })
    expect(await customer.says('Bonjour', 'message-a')).toMatchObject({ status: 200, body: { seq: 1 } })

    const { body } = await customer.get('/messages')
    expect(body.messages.map((message: { text: string }) => message.text)).toEqual([
      'Bonjour',
      'Où est ma commande ?',
    ])
    expect(body.digest).toEqual({ count: 2, last: 2 })
  })

  it('keeps its seq gap-free when fifty arrive at once, each of them twice', async () => {
    const customer = await openDesk().customer()
    const ids = Array.from({ length: 50 }, (_, index) => `message-${index}-of-many`)
    const answers = await Promise.all([...ids, ...ids].map((id) => customer.says(`dit ${id}`, id)))
    const seqs = answers.map(({ body }) => Number(body.seq))
    expect(new Set(seqs)).toEqual(new Set(Array.from({ length: 50 }, (_, index) => index + 1)))
    expect(seqs.slice(0, 50)).toEqual(seqs.slice(50))
    expect((await customer.get('/messages')).body.digest).toEqual({ count: 50, last: 50 })
  })

  it('is masked again, and freed of control characters, before it is kept', async () => {
    const customer = await openDesk().customer()
    await customer.says('ma carte 4111 1111 1111 1111\u0000\u0007\r\nmerci\uD800')
    const { body } = await customer.get('/messages')
    expect(body.messages[0].text).toBe('ma carte •••• 1111\nmerci\uFFFD')
  })

  it('masks what a customer typed into a form', async () => {
    const door = openDesk()
    const customer = await door.customer()
    const fields = [
      { name: 'iban', label: 'Votre IBAN', kind: 'text', value: 'FR14 2004 1010 0505 0001 3M02 606' },
    ]
    await door.ask('PUT', `/conversations/${customer.id}/messages/a-form-message`, {
      headers: customer.authorization,
      body: {
        author: 'bot',
        text: 'Merci',
        card: { type: 'form', id: 'bank', submit: 'Envoyer', fields },
        at: '2026-11-21T10:00:00Z',
      },
    })
    const { body } = await customer.get('/messages')
    expect(body.messages[0].card.fields[0].value).toBe('•••• 2606')
  })

  it('keeps HTML as the text it is', async () => {
    const customer = await openDesk().customer()
    await customer.says('<img src=x onerror=alert(1)>')
    expect((await customer.get('/messages')).body.messages[0].text).toBe('<img src=x onerror=alert(1)>')
  })

  it('cannot be written in the name of an agent', async () => {
    const door = openDesk()
    const customer = await door.customer()
    const said = await door.ask('PUT', `/conversations/${customer.id}/messages/message-forged`, {
      headers: customer.authorization,
      body: { author: 'agent', text: 'Je suis Camille', at: '2026-11-21T10:00:00Z' },
    })
    expect(said).toMatchObject({ status: 400, body: { error: { path: 'body.author' } } })
  })

  it('was written on a day that is in the calendar', async () => {
    const door = openDesk()
    const customer = await door.customer()
    const writtenAt = async (at: string): Promise<Said> =>
      await door.ask('PUT', `/conversations/${customer.id}/messages/on-${at.slice(0, 10)}`, {
        headers: customer.authorization,
        body: { author: 'customer', text: 'Bonjour', at },
      })
    expect((await writtenAt('2028-02-29T10:00:00+01:00')).status).toBe(201)
    for (const day of ['2026-02-29', '2026-02-31', '2026-04-31'])
      expect(await writtenAt(`${day}T10:00:00Z`)).toMatchObject({
        status: 400,
        body: { error: { path: 'body.at' } },
      })
  })

  it('may not carry a link with another scheme', async () => {
    const door = openDesk()
    const customer = await door.customer()
    for (const href of [
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      '/\\evil.example',
    ]) {
      const said = await door.ask('PUT', `/conversations/${customer.id}/messages/message-link`, {
        headers: customer.authorization,
        body: {
          author: 'bot',
          text: 'Lien',
          card: { type: 'links', links: [{ label: 'Ici', href }] },
          at: '2026-11-21T10:00:00Z',
        },
      })
      expect(said, href).toMatchObject({ status: 400, body: { error: { path: 'body.card.links[0].href' } } })
    }
  })

  it("may carry a card of the shop's own, small and masked", async () => {
    const door = openDesk()
    const customer = await door.customer()
    const says = (id: string, data: unknown) =>
      door.ask('PUT', `/conversations/${customer.id}/messages/${id}`, {
        headers: customer.authorization,
        body: {
          author: 'bot',
          text: 'Votre taille',
          card: { type: 'custom', kind: 'size-guide', data },
          at: '2026-11-21T10:00:00Z',
        },
      })
    const { status } = await says('message-own', { sizes: ['S', 38], note: 'carte 4970 1000 0000 0014' })
    expect(status).toBe(201)
    const [kept] = (await customer.get('/messages')).body.messages
    expect(kept.card).toMatchObject({ type: 'custom', kind: 'size-guide', data: { sizes: ['S', 38] } })
    expect(kept.card.data.note).not.toContain('4970 1000')
    const refused = await says('message-large', 'S'.repeat(9000))
    expect(refused).toMatchObject({ status: 400, body: { error: { path: 'body.card.data' } } })
  })

  it('comes back after a seq only', async () => {
    const customer = await openDesk().customer()
    await customer.says('un')
    await customer.says('deux')
    const { body } = await customer.get('/messages?after=1')
    expect(body.messages).toMatchObject([{ seq: 2, text: 'deux' }])
    expect(body.digest).toEqual({ count: 2, last: 2 })
  })
})

describe('the stream', () => {
  it('replays from Last-Event-ID, then tells each message as it is committed', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await customer.says('un')
    await customer.says('deux')
    const answer = await door.raw('GET', `/conversations/${customer.id}/stream`, {
      headers: { ...customer.authorization, 'Last-Event-ID': '1' },
    })
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const events = eventsOf(answer)
    expect(await events.next()).toMatchObject({ event: 'message', id: '2', data: { text: 'deux', seq: 2 } })
    await customer.says('trois')
    expect(await events.next()).toMatchObject({ event: 'message', id: '3', data: { text: 'trois' } })
    await events.close()
  })

  it('tells a digest every fifteen seconds', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await customer.says('un')
    const events = eventsOf(
      await door.raw('GET', `/conversations/${customer.id}/stream?after=1`, {
        headers: customer.authorization,
      }),
    )
    door.clock.advance(15_000)
    expect(await events.next()).toEqual({ event: 'digest', data: { count: 1, last: 1 } })
    await events.close()
  })

  it('gives a client that was away for long everything, in order', async () => {
    const door = openDesk({ limits: { writes: { count: 1000, perMs: 1000 } } })
    const customer = await door.customer()
    for (let index = 1; index <= 130; index++) await customer.says(`message ${index}`)
    const events = eventsOf(
      await door.raw('GET', `/conversations/${customer.id}/stream`, { headers: customer.authorization }),
    )
    for (let index = 1; index <= 130; index++) {
      expect(await events.next()).toMatchObject({ id: String(index), data: { text: `message ${index}` } })
    }
    await events.close()
  })

  it('ends when the conversation is erased', async () => {
    const door = openDesk()
    const customer = await door.customer()
    const events = eventsOf(
      await door.raw('GET', `/conversations/${customer.id}/stream`, { headers: customer.authorization }),
    )
    const end = events.next()
    await door.ask('DELETE', `/conversations/${customer.id}`, { headers: customer.authorization })
    expect(await end).toBeUndefined()
  })

  it('lets the oldest go when one conversation opens too many', async () => {
    const door = openDesk({ limits: { streams: 2 } })
    const customer = await door.customer()
    const open = async (): Promise<ReturnType<typeof eventsOf>> =>
      eventsOf(
        await door.raw('GET', `/conversations/${customer.id}/stream`, { headers: customer.authorization }),
      )
    const first = await open()
    const second = await open()
    const third = await open()
    expect(await first.next()).toBeUndefined()
    await customer.says('encore là')
    expect(await third.next()).toMatchObject({ event: 'message' })
    await Promise.all([second.close(), third.close()])
  })
})
