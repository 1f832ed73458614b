import { Hono } from 'hono'
import type { ShopEnv } from '../../visit.ts'
import { changePages } from './change.ts'
import { detailPages } from './detail.ts'
import { enquiryPages } from './enquiry.ts'
import { filePages } from './files.ts'
import { problemPages } from './problem.ts'
import { returnFormPages } from './return.ts'

/** One order, for its customer and for whoever found it by tracking. */
export function orderPages(secret: string): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  for (const pages of [
    detailPages(),
    filePages(secret),
    changePages(),
    returnFormPages(),
    problemPages(),
    enquiryPages(),
  ])
    app.route('/', pages)
  return app
}
