import { expect, it } from 'vitest'
import { talk, type Talk } from '../transcript.ts'

const photo = { ref: 'upload:file-0001', name: 'pied.jpg', mime: 'image/jpeg', size: 48_000 } as const

/** As far as the question whether there is a picture. */
async function untilThePicture(): Promise<Talk> {
  const conversation = await talk()
  conversation.conversation.send({ type: 'FLOW.START', flow: 'report-problem' })
  await conversation.settle()
  await conversation.customer('XKBKNABJK julien.moreau@example.com')
  await conversation.picks('Oui')
  await conversation.picks('Arrivé abîmé')
  await conversation.fills({ 0: true })
  await conversation.picks('Un remboursement')
  await conversation.customer('le pied est fendu')
  expect(conversation.last().text).toContain('Avez-vous une photo')
  return conversation
}

const attach = async (conversation: Talk): Promise<void> => {
  conversation.conversation.send({ type: 'FILE.ATTACH', ...photo })
  await conversation.settle()
}

it('takes a picture that was handed in, and gives it to the shop', async () => {
  const conversation = await untilThePicture()
  await conversation.picks('Oui, je la joins')
  expect(conversation.view.waitingFor).toEqual({
    kind: 'text',
    slot: { type: 'file', label: 'Photo ou document' },
  })
  await attach(conversation)
  expect(conversation.last().text).toContain('Je résume')
  expect(conversation.desk.messages.at(-2)).toMatchObject({
    author: 'customer',
    text: 'pied.jpg',
    card: { type: 'file', ...photo },
  })
  await conversation.picks("Oui, c'est cela")
  expect(conversation.transcript()).toContain("C'est enregistré sous le numéro PB-2026-00001")
  expect(conversation.shop.calls.find((call) => call.startsWith('reportProblem'))).toContain(
    `"photo":"${photo.ref}"`,
  )
})

it('goes on without one: when there is none, and when none comes', async () => {
  const without = await untilThePicture()
  await without.picks('Non, sans photo')
  expect(without.last().text).toContain('Je résume')
  const never = await untilThePicture()
  await never.picks('Oui, je la joins')
  await never.customer('voilà')
  expect(never.last().text).toContain("Je n'ai pas reçu de photo")
  await never.customer('tant pis')
  expect(never.last().text).toContain('Je résume')
})

it('takes up where it waited for the picture after a reload', async () => {
  const conversation = await untilThePicture()
  await conversation.picks('Oui, je la joins')
  await conversation.reload()
  await attach(conversation)
  expect(conversation.last().text).toContain('Je résume')
})

it('keeps a file that nobody asked for, and says who will see it', async () => {
  const conversation = await talk()
  await attach(conversation)
  expect(conversation.last().text).toContain('votre fichier est joint')
  await conversation.picks(/conseiller/)
  conversation.desk.agent.take()
  await conversation.settle()
  const before = conversation.transcript()
  await attach(conversation)
  // A person reads it now: the assistant says nothing.
  expect(conversation.transcript().slice(before.length).trim()).toBe('customer: pied.jpg [file]')
})

it('hands a file in once, and says why one is not taken', async () => {
  const { conversation, desk } = await talk()
  const file = { id: 'file-0001', name: 'recu.pdf', content: 'JVBERi0xLjQ=' }
  expect(await conversation.upload(file)).toEqual(await conversation.upload(file))
  expect(desk.files).toHaveLength(1)
  await expect(conversation.upload({ ...file, content: 'PGgxPg==' })).rejects.toMatchObject({
    code: 'invalid',
  })
  const { conversation: alone } = await talk({ alone: true })
  await expect(alone.upload(file)).rejects.toMatchObject({ code: 'unavailable' })
})
