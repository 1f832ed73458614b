import * as v from 'valibot'
import type { FileReceipt, HandedIn } from '../files/keep-file.ts'
import { clientId, count, line } from './fields.ts'
import { strict, type Schema } from './schema.ts'

// Files as they are handed in, and what is known of them then.

export const fileBody: Schema<HandedIn> = strict<HandedIn>({
  id: clientId,
  name: line(300),
  content: v.pipe(
    v.string(),
    v.minLength(1),
    v.check((value) => value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value), 'base64'),
  ),
})

export const fileAnswer: Schema<FileReceipt> = strict<FileReceipt>({
  ref: v.string(),
  name: v.string(),
  mime: v.picklist(['image/jpeg', 'image/png', 'application/pdf']),
  size: count,
})
