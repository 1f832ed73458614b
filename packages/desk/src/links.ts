import { createHmac, randomBytes } from 'node:crypto'
import type { ShopFile } from './connector/shop.ts'
import { uploadIdOf } from './files/upload-ref.ts'
import { levelTooLow, notFound } from './messages.ts'
import { parseDocumentRef, type DocumentRef } from './order-view.ts'
import { Problem } from './problem.ts'
import { sameText } from './secret.ts'
import type { Services } from './services.ts'
import type { Link } from './store/store.ts'
import { extendVerifications, openOrder } from './verification.ts'

/** A link opens for five minutes. */
const linkMs = 5 * 60_000

interface MintedLink {
  readonly href: string
  readonly expiresAt: string
}

/**
 * Mints a link to a document of an order, or to what was handed in: it opens once, within five minutes, while the conversation and what
 * it has proven live.
 *
 * @throws {Problem} 403 below level 2, 404 when the order has no such document
 */
export async function mintLink(services: Services, conversationId: string, ref: string): Promise<MintedLink> {
  if (uploadIdOf(ref) !== undefined) return mintUploadLink(services, conversationId, ref)
  const document = parseDocumentRef(ref)
  if (!document) throw notFound()
  await requireLevel2(services, conversationId, document.reference)
  const fileName = await fileNameOf(services, document)
  if (fileName === undefined) throw notFound()
  await extendVerifications(services, conversationId)
  return mint(services, conversationId, ref, fileName)
}

/**
 * Mints a link to what somebody handed in, in this conversation: it opens once, within five minutes.
 *
 * @throws {Problem} 404 when the conversation has no such file
 */
export async function mintUploadLink(
  services: Services,
  conversationId: string,
  ref: string,
): Promise<MintedLink> {
  const id = uploadIdOf(ref)
  const file = (await services.store.files(conversationId)).find((one) => one.id === id)
  if (!file) throw notFound()
  return mint(services, conversationId, ref, file.name)
}

async function mint(
  { store, settings, keys, now }: Services,
  conversationId: string,
  ref: string,
  fileName: string,
): Promise<MintedLink> {
  const expiresAt = now() + linkMs
  const id = randomBytes(16).toString('base64url')
  await store.addLink({ id, conversationId, ref, fileName, expiresAt })
  const token = `${id}.${expiresAt}.${mac((await keys).links, id, expiresAt, conversationId)}`
  return { href: `${settings.basePath}/files/${token}`, expiresAt: new Date(expiresAt).toISOString() }
}

/**
 * Opens a link, for the first caller only.
 *
 * @throws {Problem} 404, the same for a link that is forged, over, used, of an erased conversation, or whose
 *   proof has ended; when the shop is away that passes through and the link stays good
 */
export async function openLink(services: Services, token: string): Promise<OpenedFile> {
  const { store, shop } = services
  const link = await genuineLink(services, token)
  if (!link) throw notFound()
  if (uploadIdOf(link.ref) !== undefined) return openUpload(services, link)
  const document = parseDocumentRef(link.ref)
  if (!document) throw notFound()
  await requireLevel2(services, link.conversationId, document.reference).catch((error: unknown) => {
    throw error instanceof Problem ? notFound() : error
  })
  if (!(await store.redeemLink(link.id, services.now()))) throw notFound()
  try {
    const { kind, reference, id } = document
    const file = await (kind === 'invoice'
      ? shop.invoiceFile(reference, id)
      : shop.documentFile(reference, id))
    if (!file) throw notFound()
    await extendVerifications(services, link.conversationId)
    return { ...file, fileName: link.fileName, mime: 'application/pdf' }
  } catch (error) {
    await store.restoreLink(link.id)
    throw error
  }
}

/** A file as it goes out. */
interface OpenedFile extends Omit<ShopFile, 'body'> {
  readonly body: ShopFile['body'] | Uint8Array<ArrayBuffer>
  readonly fileName: string
  readonly mime: string
}

async function openUpload({ store, now }: Services, link: Link): Promise<OpenedFile> {
  const { conversationId, id, fileName } = link
  const uploadId = uploadIdOf(link.ref) ?? ''
  const file = (await store.files(conversationId)).find((one) => one.id === uploadId)
  if (!file || !(await store.redeemLink(id, now()))) throw notFound()
  const body = await store.fileContent(conversationId, uploadId)
  if (!body) throw notFound()
  return { body, size: body.byteLength, fileName, mime: file.mime }
}

/** A file for somebody's disk: no browser takes it for a page of this origin, nothing in it runs, no cache keeps it. */
export function fileResponse({ body, size, fileName, mime }: OpenedFile): Response {
  const plain = fileName.replace(/[^A-Za-z0-9._-]/g, '_')
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return new Response(body, {
    headers: {
      'Content-Type': mime,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
      ...(size === undefined ? {} : { 'Content-Length': String(size) }),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Robots-Tag': 'noindex',
    },
  })
}

/** What the document is called, `undefined` when the order has no such document. */
async function fileNameOf(
  { shop }: Services,
  { kind, reference, id }: DocumentRef,
): Promise<string | undefined> {
  if (kind === 'invoice')
    return (await shop.invoices(reference)).find(({ number }) => number === id)?.fileName
  const documents = (await shop.order(reference))?.requests?.flatMap((request) => request.documents ?? [])
  return documents?.find((document) => document.id === id)?.fileName
}

async function genuineLink({ store, keys }: Services, token: string): Promise<Link | undefined> {
  const [, id, expires, signature] =
    /^([A-Za-z0-9_-]{22})\.(\d{1,15})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? []
  if (!id || !expires || !signature) return undefined
  const link = await store.link(id)
  const genuine = sameText(
    signature,
    mac((await keys).links, id, Number(expires), link?.conversationId ?? ''),
  )
  return genuine && link?.expiresAt === Number(expires) ? link : undefined
}

async function requireLevel2(services: Services, conversationId: string, reference: string): Promise<void> {
  if ((await openOrder(services, conversationId, reference)).level < 2) throw levelTooLow()
}

function mac(key: string, id: string, expiresAt: number, conversationId: string): string {
  return createHmac('sha256', key).update(`${id}\n${expiresAt}\n${conversationId}`).digest('base64url')
}
