import { createKnowledgeBase, parseFaq } from '@comptoir/kb'
import { createConversation } from '@comptoir/bot-engine'
import { createFakeDesk, createFakeShop } from '@comptoir/bot-engine/fakes'
import { shippedFlows } from '@comptoir/bot-engine/flows'

/** As it comes over the network: what the page has done to `JSON` has no part in writing it. */
const FAQ = `{
  "locale": "fr",
  "articles": [
    {
      "id": "invoice.download",
      "category": "invoice",
      "question": "Où est ma facture\u00a0?",
      "variants": ["ma facture", "je veux ma facture", "télécharger la facture"],
      "answer": "Dans votre compte.",
      "action": "get-invoice"
    },
    {
      "id": "delivery.cost",
      "category": "delivery",
      "question": "Combien coûte la livraison\u00a0?",
      "variants": ["prix de la livraison", "frais de port"],
      "answer": "De 4,90 à 6,90\u00a0€."
    }
  ]
}`

/** Plays the invoice in this process, whatever its built-ins have become, and gives what was said. */
export async function playTheInvoice(): Promise<string> {
  const shop = createFakeShop()
  const conversation = createConversation({
    kb: createKnowledgeBase(parseFaq(FAQ), { locale: 'fr' }),
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
