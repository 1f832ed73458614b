import { expect, test } from 'vitest'
import { talk } from './transcript.ts'

const facts = /julien\.moreau@example\.com|"14000"|XKBKNABJK/

test('what was given for a verification is forgotten when the conversation ends', async () => {
  const t = await talk()
  await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
  await t.customer('14000')
  await t.customer('oui')
  const state = (): string => JSON.stringify((t.conversation.snapshot() as { state: unknown }).state)
  expect(state()).toMatch(facts)
  await t.asks('stop')
  expect(state()).not.toMatch(facts)
})

test('a telephone number lives as long as the flow that needs it', async () => {
  const t = await talk()
  await t.customer('rappelez-moi')
  const slot = t.card('form').fields.find(({ name }) => name === 'slot')?.options?.[0]?.value
  await t.fills({ phone: '07 98 76 54 32', slot, consent: true })
  expect(t.desk.callbacks).toHaveLength(1)
  expect(JSON.stringify(t.conversation.snapshot())).not.toMatch(/798765432|07 98 76/)
})

test('the log names nobody', async () => {
  const t = await talk()
  t.shop.break()
  await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
  await t.customer('14000')
  expect(t.log.length).toBeGreaterThan(0)
  expect(JSON.stringify(t.log)).not.toMatch(facts)
})

test('what the customer wrote to be verified leaves the page masked, and is kept masked', async () => {
  const t = await talk()
  await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
  await t.customer('14000')
  await t.customer('oui')
  await t.asks('stop')
  const written = /julien\.moreau@|14000/
  expect(JSON.stringify(t.desk.messages)).not.toMatch(written)
  expect(JSON.stringify(t.conversation.snapshot())).not.toMatch(written)
  expect(t.desk.messages.map(({ text }) => text)).toContain('ma facture XKBKNABJK j•••@example.com')
  // On their own screen the customer sees what they wrote.
  expect(t.transcript()).toContain('julien.moreau@example.com')
})

test('to an agent the customer may write what they like', async () => {
  const t = await talk()
  await t.customer('un conseiller')
  t.desk.agent.take()
  await t.settle()
  await t.customer('écrivez-moi à julie.moreau@example.com')
  expect(t.desk.messages.at(-1)?.text).toBe('écrivez-moi à julie.moreau@example.com')
})

test('the figures carry no word of the customer’s', async () => {
  const t = await talk()
  await t.customer('ma facture XKBKNABJK julien.moreau@example.com')
  await t.customer('14000')
  await t.customer('oui')
  expect(t.desk.figures.length).toBeGreaterThan(0)
  expect(JSON.stringify(t.desk.figures)).not.toMatch(facts)
})
