import { connectDesk, type DeskConnection } from '@comptoir/bot-engine'
import { deskContract, shopContract } from '@comptoir/bot-engine/contracts'
import { fakeOrder } from '@comptoir/desk/fakes'
import { signCustomerToken } from '@comptoir/desk/shop-contract'
import { describe, expect, it } from 'vitest'
import { openDesk, origin, type FrontDoor } from './front-door.ts'

// The ports that the page uses, through their own HTTP clients, against the real service.

function connected(door: FrontDoor): DeskConnection {
  return connectDesk({
    url: `${origin}/desk`,
    fetch: (input, init) => door.desk.fetch(new Request(input, init), { address: '192.0.2.10' }),
  })
}

const other = fakeOrder({ reference: 'OTHERONES', customerId: 'customer-8', email: 'paul.petit@exemple.fr' })
const known = fakeOrder({ actions: ['invoice', 'track', 'report-problem', 'return'] })
const openShop = (): FrontDoor => openDesk({}, { orders: [known, other] })
const claims = { issuer: origin, customerId: 'customer-7', now: Date.parse('2026-11-21T10:00:00Z') }

shopContract(
  { describe, it, expect },
  {
    open: async () => connected(openShop()).shop,
    known: { reference: 'XKBKNABJK', email: 'jeanne.aubert@exemple.fr', postcode: '14000' },
    other: { reference: 'OTHERONES', email: 'paul.petit@exemple.fr', postcode: '14000' },
    token: await signCustomerToken({ ...claims, secret: 'a secret of desk and shop' }),
    forgedToken: await signCustomerToken({ ...claims, secret: 'a secret of somebody else' }),
  },
)

deskContract(
  { describe, it, expect },
  {
    open: async () => {
      const door = openDesk()
      const camille = await door.agent()
      let conversationId = ''
      return {
        desk: connected(door).desk,
        agent: {
          take: async () => {
            conversationId = (await camille.get('/queue')).body.waiting[0].conversationId
            await camille.post(`/conversations/${conversationId}/take`)
          },
          say: async (text) => {
            const at = new Date(door.clock.now()).toISOString()
            await camille.put(`/conversations/${conversationId}/messages/agent-message-1`, { text, at })
          },
          read: async (seq) => {
            await camille.post(`/conversations/${conversationId}/read`, { seq })
          },
          close: async () => {
            await camille.post(`/conversations/${conversationId}/close`)
          },
        },
      }
    },
  },
)
