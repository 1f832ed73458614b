import { createConversation } from '@comptoir/bot-engine'
import { createFakeDesk, createFakeShop } from '@comptoir/bot-engine/fakes'
import { shippedFlows } from '@comptoir/bot-engine/flows'

/** Plays the invoice in this process, whatever its built-ins have become, and gives what was said. */
export async function playTheInvoice(): Promise<string> {
  const shop = createFakeShop()
  const conversation = createConversation({
    kb: {
      ask: () => ({
        kind: 'answer',
        confidence: 1,
        article: { id: 'invoice', question: 'Facture', answer: 'Ici.', action: 'get-invoice' },
      }),
      get: () => undefined,
    },
    flows: shippedFlows,
    ports: { shop, desk: createFakeDesk() },
    locale: 'fr',
  })
  const settled = async (): Promise<void> => {
    let before
    do {
      before = conversation.view
      await new Promise((resolve) => setTimeout(resolve, 25))
    } while (conversation.view !== before || conversation.view.busy)
  }
  conversation.start()
  await settled()
  for (const text of ['ma facture', 'XKBKNABJK', 'julien.moreau@example.com', '14000', 'oui']) {
    conversation.send({ type: 'MESSAGE.SEND', text })
    await settled()
  }
  return conversation.view.messages
    .map(({ author, text, card }) => `${author}: ${text} ${card?.type ?? ''}`)
    .join('\n')
}
