// A conversation without a browser: search, engine and the engine's fakes, as installed from npm.
import { createConversation, type Message } from '@comptoir/bot-engine'
import { createFakeDesk, createFakeShop } from '@comptoir/bot-engine/fakes'
import { shippedFlows } from '@comptoir/bot-engine/flows'
import { createKnowledgeBase } from '@comptoir/kb'
import { faq } from './faq.ts'

const kb = createKnowledgeBase(faq, { locale: 'en' })
const conversation = createConversation({
  kb,
  flows: shippedFlows,
  ports: { shop: createFakeShop(), desk: createFakeDesk() },
  locale: 'en',
})

const shown = new Set<string>()
conversation.subscribe(({ messages }) => {
  for (const message of messages) if (!shown.has(message.id)) print(message)
})

conversation.start()
await said(1)
conversation.send({ type: 'MESSAGE.SEND', text: 'how much is shipping?' })
await said(3)
conversation.stop()

function print(message: Message): void {
  shown.add(message.id)
  console.log(`${message.author}: ${message.text}`)
}

/** Waits until that many messages were printed. */
async function said(count: number): Promise<void> {
  for (let turn = 0; shown.size < count; turn += 1) {
    if (turn > 200) throw new Error(`Only ${shown.size} messages after 10 s; ${count} were expected.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
