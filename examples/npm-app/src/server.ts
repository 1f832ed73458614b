// The desk inside a server of one's own: Request in, Response out.
import { createDesk } from '@comptoir/desk'

const desk = createDesk({
  data: '.comptoir',
  shop: {
    url: 'https://shop.example/comptoir/v1',
    secret: process.env['COMPTOIR_SECRET'] ?? 'at least sixteen characters',
  },
})

export const handler = (request: Request): Promise<Response> => desk.fetch(request)
