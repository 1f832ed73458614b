import type { Flow } from '@comptoir/bot-engine'
import { defineFlow } from '@comptoir/bot-engine/builder'

/** The shipped `get-invoice.flow.json`, written in TypeScript: the same JSON, with paths and slots checked as typed. */
export const getInvoice: Flow = defineFlow({
  id: 'get-invoice',
  version: 1,
  intents: ['invoice.download', 'invoice.not-received'],
  fail: 'stuck',
})
  .verify(2, { phase: 'discovery' })
  .when({ 'order.paid': false }, 'unpaid')
  .choose('invoice', 'order.invoices', { ask: 'which', label: 'entry', none: 'notYet' })
  .say('mailFailed', { if: { 'invoice.mail.state': 'failed' } })
  .show('file', { of: 'invoice', say: 'here', phase: 'proposal' })
  .open('nextTime', { phase: 'conclusion' })
  .confirm('easy', { no: 'human' })
  .use('recap', {
    with: {
      request: { text: 'recap.request' },
      solution: { text: 'recap.solution' },
      next: { text: 'recap.next' },
      reference: 'order.reference',
    },
    fail: 'offer',
  })
  .use('rebound', { id: 'offer', with: { product: 'order.complement' }, fail: 'done' })
  .end('resolved', { id: 'done' })
  .say('unpaid')
  .go('done')
  .say('notYet')
  .go('done')
  .handoff('topic', { id: 'human' })
  .end('escalated')
  .end('unresolved', { id: 'stuck' })
  .done()
