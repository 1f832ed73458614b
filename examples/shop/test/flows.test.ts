import { connectDesk, createConversation, type Knowledge, type QuickReply } from '@comptoir/bot-engine'
import { shippedFlows } from '@comptoir/bot-engine/flows'
import type { ShopOrder } from '@comptoir/desk/shop-contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shopOrder } from '../src/contract/shop-order.ts'
import { findOrder, type Order } from '../src/order.ts'
import { startPreparation } from '../src/orders.ts'
import { type Demo, startDemo } from './fixture.ts'

// The shipped flows against the demonstration, desk and shop and all: what a customer asked for is in the shop.

let demo: Demo
let shopIsDown = false
const secret = 'held-together-by-shop-and-desk'
beforeAll(async () => {
  const plenty = { count: 500, perMs: 3_600_000 }
  demo = await startDemo({
    hours: 'open',
    secret,
    desk: {
      limits: { lookups: plenty, conversations: plenty },
      shop: {
        url: 'http://shop.example/comptoir/v1',
        secret,
        fetch: async (request) => {
          if (shopIsDown) throw new TypeError('The shop does not answer.')
          return demo.shop.fetch(request, 'desk')
        },
      },
    },
  })
})
afterAll(() => demo.stop())

/** What a customer does: types it, picks the quick reply whose id ends so, fills a form, or begins another flow. */
type Act =
  | string
  | { readonly picks: string }
  | { readonly starts: string }
  | { readonly fills: Readonly<Record<string, unknown>> }

/** Plays a conversation that begins with a flow; gives what was said, line by line. */
async function play(flow: string, acts: readonly (Act | (() => Promise<Act>))[]): Promise<string> {
  const conversation = createConversation({
    kb: nothingKnown,
    flows: shippedFlows,
    ports: connectDesk({ url: `${demo.url}/desk`, locale: 'fr' }),
    locale: 'fr',
  })
  const said = (): string =>
    conversation.view.messages
      .map(
        ({ author, text, card, choices = [] }) =>
          `${author}: ${text}${card ? ` [${card.type}]` : ''} ${choices.map(({ id }) => id.replace(/^.*\./, '')).join(' ')}`,
      )
      .join('\n')
  const settled = async (): Promise<void> => {
    await expect
      .poll(() => !conversation.view.busy && conversation.view.messages.at(-1)?.author !== 'customer')
      .toBe(true)
      .catch(() => {
        throw new Error(`The bot says nothing more:\n${said()}`)
      })
  }
  conversation.start()
  await conversation.send({ type: 'FLOW.START', flow })
  await settled()
  for (const given of acts) {
    const act = typeof given === 'function' ? await given() : given
    if (typeof act === 'string') await conversation.send({ type: 'MESSAGE.SEND', text: act })
    else if ('starts' in act) await conversation.send({ type: 'FLOW.START', flow: act.starts })
    else if ('fills' in act) {
      const { waitingFor } = conversation.view
      if (waitingFor.kind !== 'form') throw new Error(`No form is open:\n${said()}`)
      await conversation.send({ type: 'FORM.SUBMIT', id: waitingFor.id, values: act.fills })
    } else {
      const choice = choicesOf(conversation.view.messages).findLast(({ id }) => id.endsWith(act.picks))
      if (!choice) throw new Error(`Nobody offers ${act.picks}:\n${said()}`)
      await conversation.send({ type: 'CHOICE.PICK', id: choice.id })
    }
    await settled()
  }
  conversation.stop()
  return said()
}

function choicesOf(messages: readonly { readonly choices?: readonly QuickReply[] }[]): readonly QuickReply[] {
  return messages.flatMap(({ choices = [] }) => choices)
}

const nothingKnown: Knowledge = { ask: () => ({ kind: 'escalate' }), get: () => undefined }

function order(reference: string): Order {
  const found = findOrder(demo.shop.ledger, reference)
  if (!found) throw new Error(`The seed has lost ${reference}.`)
  return found
}

/** The order as the shop tells it now. */
function told(reference: string): ShopOrder {
  return shopOrder(demo.shop.ledger, order(reference), demo.url)
}

/** The code of six digits in the last mail to somebody, once it is there. */
async function codeMailedTo(address: string): Promise<string> {
  const code = (): string => {
    const mail = demo.shop.ledger.database
      .prepare('select body from mail where recipient = ? order by id desc limit 1')
      .get(address)
    return /\b\d{6}\b/.exec(String(mail?.['body']))?.[0] ?? ''
  }
  await expect.poll(code).not.toBe('')
  return code()
}

const picks = (choice: string): Act => ({ picks: choice })

describe('what a customer gets done in the chat is in the shop', () => {
  test('a return, with its label', async () => {
    const said = await play('start-return', [
      'DWLKTZRPM, amina.benali@example.fr, 69002',
      picks('isIt=yes'),
      { fills: { 0: false, 1: true } },
      picks('reason=changed-mind'),
      picks('wish=refund'),
      picks('summary=yes'),
    ])
    const [request] = told('DWLKTZRPM').requests ?? []
    expect(request).toMatchObject({ kind: 'return', lines: [{ sku: 'DEC-POT', reason: 'changed-mind' }] })
    expect(said).toContain(request?.number)
    expect(said).toContain('[file]')
  })

  test('a defect, under the legal guarantee', async () => {
    const said = await play('report-problem', [
      'WBNQDHTLR, amina.benali@example.fr',
      picks('isIt=yes'),
      picks('problem=defective'),
      { fills: { 0: true } },
      picks('remedy=repair'),
      'Elle ne s’allume plus',
      picks('withPhoto=no'),
      picks('summary=yes'),
    ])
    const [request] = told('WBNQDHTLR').requests ?? []
    expect(request).toMatchObject({ kind: 'problem', guarantee: { running: true } })
    expect(said).toContain(request?.number)
  })

  test('an enquiry about a parcel that the carrier calls delivered', async () => {
    const said = await play('not-received', [
      'TBRWMQLKZ, thomas.legoff@example.fr',
      picks('isIt=yes'),
      picks('lookAround=no'),
      picks('attest=yes'),
      picks('wish=new-parcel'),
      picks('summary=yes'),
    ])
    const [request] = told('TBRWMQLKZ').requests ?? []
    expect(request).toMatchObject({ kind: 'investigation', state: 'in-progress' })
    expect(said).toContain(request?.number)
  })

  test('a cancellation, with the code of the mail', async () => {
    const said = await play('cancel-or-change', [
      'CNCLRTZMW, marc.fontaine@example.fr',
      picks('isIt=yes'),
      picks('change=cancel'),
      () => codeMailedTo('marc.fontaine@example.fr'),
      picks('sure=yes'),
    ])
    expect(told('CNCLRTZMW').status).toBe('refunded')
    expect(said).toContain(told('CNCLRTZMW').requests?.[0]?.number)
  })

  test('a withdrawal from what is made to measure: received, once, with its refund due', async () => {
    await play('withdraw', [
      { fills: { name: 'Marc Fontaine', contract: 'MTRLZKWPB', email: 'marc.fontaine@example.fr' } },
      picks('declare=yes'),
    ])
    await expect.poll(() => told('MTRLZKWPB').requests?.length).toBe(1)
    expect(told('MTRLZKWPB').requests?.[0]).toMatchObject({ kind: 'withdrawal', state: 'received' })
  })

  test('a request about one’s data, in the account and the back office', async () => {
    await play('personal-data', [picks('right=access'), 'gnelvet@example.fr', picks('summary=yes')])
    const kept = (): unknown[] =>
      demo.shop.ledger.database
        .prepare(
          "select customer_id from request where kind = 'personal-data' and email = 'gnelvet@example.fr'",
        )
        .all()
        .map((row) => row['customer_id'])
    await expect.poll(kept).toEqual([expect.stringMatching(/^C\d+$/)])
  })

  test('a file that was fetched too often', async () => {
    await play('digital-download', ['FZLRTMWKP, hannah.wright@example.com, 75010', picks('isIt=yes')])
    expect(told('FZLRTMWKP').downloads?.[0]).toMatchObject({ remaining: 5 })
  })
})

describe('what the shop did is said in the chat', () => {
  test('a refund, with its credit note', async () => {
    const said = await play('refund-status', ['RBRSMNTKL, ines.marchand@example.fr', picks('isIt=yes')])
    const [refund] = told('RBRSMNTKL').refunds ?? []
    expect(said).toMatch(/30,10\s€/)
    expect(said).toContain(refund?.creditNote)
  })

  test('a refund that the bank sent back: an apology, and people at once', async () => {
    const said = await play('refund-status', ['RMBRTRZKW, sophie.garnier@example.fr', picks('isIt=yes')])
    expect(told('RMBRTRZKW').refunds).toMatchObject([{ state: 'failed' }])
    expect(said).toMatch(/nous est revenu.+Je vous prie de nous excuser/)
    expect(said).toContain('callInstead=yes')
    expect(said).not.toMatch(/est parti le/)
  })

  test('a code that is over, and a gift card with its rest', async () => {
    expect(await play('coupon', [picks('about=mine'), 'RENTREE5'])).toContain('RENTREE5')
    expect(await play('gift-card', ['NV-DEMOCADEAU2345678'])).toMatch(/7,00\s€/)
  })
})

describe('what changes while one talks about it', () => {
  test('an order that is being prepared by now is not cancelled, and it is said', async () => {
    const said = await play('cancel-or-change', [
      'TCLNVHRWQ, amina.benali@example.fr',
      picks('isIt=yes'),
      picks('change=cancel'),
      () => codeMailedTo('amina.benali@example.fr'),
      async () => {
        startPreparation(demo.shop.ledger, order('TCLNVHRWQ'))
        return picks('sure=yes')
      },
    ])
    expect(said).toContain('a avancé entre-temps')
    expect(told('TCLNVHRWQ')).toMatchObject({ status: 'in-preparation', requests: [] })
  })

  test('an order that is under way is too far on, which is said before any code is mailed', async () => {
    const said = await play('cancel-or-change', ['DHLQVTRMZ, ines.marchand@example.fr', picks('isIt=yes')])
    expect(said).toContain('trop avancée pour être annulée')
    expect(said).toContain('late=withdraw')
    expect(said).not.toContain('code à 6 chiffres')
  })

  test('a guarantee that is over is said before what happened is asked for', async () => {
    const said = await play('report-problem', [
      'BVNRTPKLW, jeanne.dubreuil@example.fr',
      picks('isIt=yes'),
      picks('problem=defective'),
      { fills: { 0: true } },
    ])
    expect(said).toMatch(/garantie légale de cet article s'est terminée le .+ 2026/)
    expect(said).not.toContain('vous couvre')
  })

  test('a shop that is down: one sentence, people, and what was said still holds when it is back', async () => {
    shopIsDown = true
    const said = await play('refund-status', [
      'RBRSMNTKL, ines.marchand@example.fr',
      async () => {
        shopIsDown = false
        return { starts: 'refund-status' }
      },
      picks('isIt=yes'),
    ]).finally(() => (shopIsDown = false))
    expect(said.match(/Je n'arrive pas à consulter les commandes/g)).toHaveLength(1)
    expect(said).toContain('Ce que vous avez écrit est conservé')
    expect(said).toMatch(/continuer\u00A0\? command:human flow:callback/)
    expect(said).toMatch(/30,10\s€/)
    expect(said.match(/Quel est le numéro de la commande/g)).toHaveLength(1)
  })
})
