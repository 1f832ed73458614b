import { deskContract, deskRecordsContract, shopContract } from '@comptoir/bot-engine/contracts'
import { createFakeDesk, createFakeShop } from '@comptoir/bot-engine/fakes'
import { describe, expect, it } from 'vitest'

const known = { reference: 'XKBKNABJK', email: 'julien.moreau@example.com', postcode: '14000' }
const other = { reference: 'RELAYPNTZ', email: 'amelie.duval@example.com', postcode: '35000' }

shopContract(
  { describe, it, expect },
  {
    open: async () => createFakeShop({ tokens: { signed: known.email } }),
    known,
    other,
    token: 'signed',
    forgedToken: 'forged',
  },
)

deskContract(
  { describe, it, expect },
  {
    async open() {
      const desk = createFakeDesk()
      const { take, say, read, close } = desk.agent
      return {
        desk,
        agent: {
          take: async () => take(),
          say: async (text) => void say(text),
          read: async () => read(),
          close: async () => close(),
        },
      }
    },
  },
)

deskRecordsContract(
  { describe, it, expect },
  {
    open: async () => createFakeDesk(),
    openVerified: async () => ({ desk: createFakeDesk(), order: known.reference }),
  },
)
