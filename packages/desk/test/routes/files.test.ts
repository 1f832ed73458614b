import { describe, expect, it } from 'vitest'
import { cleanImage } from '../../src/files/clean-image.ts'
import { fileTypeOf } from '../../src/files/file-type.ts'
import { openDesk, people, type Customer, type FrontDoor, type Said } from '../front-door.ts'
import { jpegWithExif, pdf, png, pngBomb } from '../files/pictures.ts'

const handIn = (customer: Customer, content: Buffer, name = 'photo.png', id = 'file-0001'): Promise<Said> =>
  customer.post('/files', { id, name, content: content.toString('base64') })

/** Follows a fresh link to what was handed in. */
async function open(door: FrontDoor, customer: Customer, ref: string): Promise<Response> {
  const { body } = await customer.post('/links', { ref })
  return door.raw('GET', body.href.replace('/desk', ''))
}

/** A conversation that Camille has taken. */
async function live(
  door: FrontDoor,
): Promise<{ customer: Customer; agent: Awaited<ReturnType<FrontDoor['agent']>> }> {
  const agent = await door.agent()
  const customer = await door.customer()
  await customer.post('/handoff', { topic: 'Colis abîmé', facts: {}, locale: 'fr' })
  await agent.post(`/conversations/${customer.id}/take`)
  return { customer, agent }
}

describe('a file of a customer', () => {
  it('is kept, shown to the agent who has the conversation, and once the same however often it is sent', async () => {
    const door = openDesk()
    const { customer, agent } = await live(door)
    const first = await handIn(customer, png(40, 30))
    expect(first).toMatchObject({
      status: 201,
      body: { ref: 'upload:file-0001', name: 'photo.png', mime: 'image/png' },
    })
    expect(await handIn(customer, png(41, 30))).toMatchObject({ status: 200, body: first.body })
    const said = await door.ask('PUT', `/conversations/${customer.id}/messages/message-1`, {
      headers: customer.authorization,
      body: {
        author: 'customer',
        text: 'photo.png',
        card: { type: 'file', ...first.body },
        at: '2026-11-21T10:00:00.000Z',
      },
    })
    expect(said.status).toBe(201)
    const { body } = await agent.post(`/conversations/${customer.id}/links`, { ref: 'upload:file-0001' })
    const shown = await door.raw('GET', body.href.replace('/desk', ''))
    expect(fileTypeOf(new Uint8Array(await shown.arrayBuffer()))).toEqual({
      kind: 'image',
      format: 'png',
      width: 40,
      height: 30,
    })
  })

  it('comes from a place where nothing runs and nothing is kept, by a link that opens once', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await handIn(customer, png(4, 4))
    await handIn(customer, pdf(), 'a.pdf.html', 'file-0002')
    const { body } = await customer.post('/links', { ref: 'upload:file-0001' })
    const path = body.href.replace('/desk', '')
    const picture = await door.raw('GET', path)
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^attachment;/),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    expect((await door.raw('GET', path)).status).toBe(404)
    const document = await open(door, customer, 'upload:file-0002')
    expect(document.headers.get('content-type')).toBe('application/pdf')
    expect(document.headers.get('content-disposition')).toContain('attachment; filename="a.pdf"')
    const late = await customer.post('/links', { ref: 'upload:file-0001' })
    door.clock.advance(5 * 60_000 + 1)
    expect((await door.raw('GET', late.body.href.replace('/desk', ''))).status).toBe(404)
  })

  it('is not there for anybody else', async () => {
    const door = openDesk()
    const { customer, agent } = await live(door)
    await handIn(customer, png(4, 4))
    const other = await door.customer()
    expect((await other.post('/links', { ref: 'upload:file-0001' })).status).toBe(404)
    expect((await other.post('/links', { ref: 'upload:no-such-file' })).status).toBe(404)
    // Nobody of the shop reads what was left with the assistant alone.
    await handIn(other, png(4, 4), 'photo.png', 'file-0009')
    const peeked = await agent.post(`/conversations/${other.id}/links`, { ref: 'upload:file-0009' })
    expect(peeked.status).toBe(404)
    const sneaked = await agent.post(`/conversations/${other.id}/files`, {
      id: 'file-0010',
      name: 'x.png',
      content: png(4, 4).toString('base64'),
    })
    expect(sneaked.status).toBe(404)
  })

  it('loses where and when it was taken, and stands upright', async () => {
    const plain = await cleanImage('webp', await webp())
    const jpeg = jpegWithExif(Buffer.from(plain?.bytes ?? []), 6)
    expect(jpeg.toString('latin1')).toContain('PLANTED-PLACE')
    const door = openDesk()
    const customer = await door.customer()
    const { body } = await handIn(customer, jpeg, 'IMG.JPG')
    expect(body).toMatchObject({ name: 'IMG.jpg', mime: 'image/jpeg' })
    const kept = new Uint8Array(await (await open(door, customer, body.ref)).arrayBuffer())
    expect(Buffer.from(kept).toString('latin1')).not.toMatch(/PLANTED|Exif/)
    // Turned by a quarter: what was 2 wide and 1 high is 1 wide and 2 high.
    const [before, after] = [fileTypeOf(new Uint8Array(jpeg)), fileTypeOf(kept)]
    expect(before).toMatchObject({ width: 2, height: 1 })
    expect(after).toMatchObject({ width: 1, height: 2 })
    const comment = await handIn(customer, png(3, 3), 'b.png', 'file-0002')
    const rewritten = await (await open(door, customer, comment.body.ref)).arrayBuffer()
    expect(Buffer.from(rewritten).toString('latin1')).not.toContain('PLANTED')
  })

  it('becomes smaller when it is very large', async () => {
    const door = openDesk()
    const customer = await door.customer()
    const { body } = await handIn(customer, png(2600, 10))
    const kept = new Uint8Array(await (await open(door, customer, body.ref)).arrayBuffer())
    expect(fileTypeOf(kept)).toMatchObject({ width: 1300, height: 5 })
  })

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing with a script', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    [
      'the test virus',
      () => Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'),
    ],
    ['a program', () => Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['the head of a picture and nothing else', () => png(40, 40).subarray(0, 40)],
    ['a picture of four billion pixels', () => pngBomb(65_000, 65_000)],
    ['a picture without a side', () => pngBomb(0, 10)],
    ['a picture cut off in its middle', async () => Buffer.from(await webp()).subarray(0, 30)],
    ['a PDF that runs something', () => pdf('/OpenAction<</S/JavaScript/JS(app.alert(1))>>')],
    ['one that hides it', () => pdf('/OpenAction<</S/Java#53cript>>')],
    ['a PDF behind something else', () => Buffer.concat([Buffer.from('alert(1)//'), pdf()])],
    ['a PDF that was cut off', () => Buffer.from('%PDF-1.4\n1 0 obj')],
  ])('is refused when it is %s, whatever its name says', async (_, content) => {
    const door = openDesk()
    const customer = await door.customer()
    const said = await handIn(customer, await content(), 'photo.jpg')
    expect(said).toMatchObject({
      status: 400,
      body: { error: { code: 'DESK-127', path: 'body.content' } },
    })
    expect((await customer.post('/links', { ref: 'upload:file-0001' })).status).toBe(404)
  })

  it('is refused when there is nothing in it, when it is too large, and when there are enough', async () => {
    const door = openDesk({ limits: { files: 2, fileBytes: 2000 } })
    const customer = await door.customer()
    expect((await handIn(customer, Buffer.alloc(0))).status).toBe(400)
    expect((await handIn(customer, Buffer.alloc(2001))).status).toBe(413)
    expect((await handIn(customer, Buffer.alloc(20_000))).status).toBe(413)
    expect((await handIn(customer, pdf(), 'a.pdf', 'file-0001')).status).toBe(201)
    expect((await handIn(customer, pdf(), 'b.pdf', 'file-0002')).status).toBe(201)
    expect(await handIn(customer, pdf(), 'c.pdf', 'file-0003')).toMatchObject({
      status: 409,
      body: { error: { code: 'DESK-128' } },
    })
    expect((await handIn(customer, pdf(), 'a.pdf', 'file-0001')).status).toBe(200)
  })

  it('goes with the conversation when that is erased', async () => {
    const door = openDesk()
    const customer = await door.customer()
    await handIn(customer, png(4, 4))
    const { body } = await customer.post('/links', { ref: 'upload:file-0001' })
    await door.ask('DELETE', `/conversations/${customer.id}`, { headers: customer.authorization })
    expect((await door.raw('GET', body.href.replace('/desk', ''))).status).toBe(404)
  })
})

describe('a file of an agent', () => {
  it('reaches the customer, who opens it; its id is the agent’s own', async () => {
    const door = openDesk()
    const { customer, agent } = await live(door)
    const { status, body } = await agent.post(`/conversations/${customer.id}/files`, {
      id: 'file-0001',
      name: 'bon de retour.pdf',
      content: pdf().toString('base64'),
    })
    expect(status).toBe(201)
    const written = await agent.put(`/conversations/${customer.id}/messages/message-1`, {
      text: 'Voici votre bon de retour.',
      card: { type: 'file', ...body },
      at: '2026-11-21T10:00:00.000Z',
    })
    expect(written.status).toBe(201)
    expect((await customer.get('/messages')).body.messages).toMatchObject([
      { author: 'agent', card: { type: 'file', ref: 'upload:file-0001' } },
    ])
    expect(await (await open(door, customer, body.ref)).text()).toBe(pdf().toString())
    expect(await handIn(customer, png(2, 2))).toMatchObject({
      status: 409,
      body: { error: { code: 'DESK-111' } },
    })
  })
})

it('files stand in what a person is told about themselves', async () => {
  const door = openDesk({
    agents: [{ login: 'chef', name: 'Chef', role: 'supervisor', passwordHash: people[0].passwordHash }],
  })
  const customer = await door.customer()
  await customer.post('/verifications', { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr' })
  await handIn(customer, pdf(), 'a.pdf')
  const agent = await door.agent('chef')
  const { body } = await agent.post('/people/export', { email: 'jeanne.aubert@exemple.fr' })
  expect(body.conversations[0].files).toMatchObject([
    { name: 'a.pdf', mime: 'application/pdf', content: pdf().toString('base64') },
  ])
})

/** Two white points, side by side, as WebP. */
async function webp(): Promise<Uint8Array<ArrayBuffer>> {
  const lossless = 'UklGRhwAAABXRUJQVlA4TA8AAAAvAQAAAAcQ/Y/+ByKi/wEA'
  return new Uint8Array(Buffer.from(lossless, 'base64'))
}
