import type {
  ComplaintRequest,
  ConsentRecord,
  DataRequest,
  DeclarationReceipt,
  DeskReceipt,
  RecapReceipt,
  RecapRequest,
  TicketRequest,
  UnsubscribeRequest,
  WithdrawalDeclaration,
} from '@comptoir/bot-engine'
import { createHash } from 'node:crypto'
import { actJob } from './act-job.ts'
import { mailLocale, writeMail, type MailName } from './mail/mail-texts.ts'
import { mailId, mailJob, promiseTurn, type MailOrder } from './mail/send-mail.ts'
import { masked, maskedFacts } from './masked.ts'
import { noAddressKnown, recapSent } from './messages.ts'
import type { Services } from './services.ts'
import type { DeskRecord, RecordKind } from './store/store.ts'
import { knownAddresses } from './known-address.ts'
import { referenceOf } from './verification.ts'

const hour = 3_600_000
const day = 24 * hour

/** Keeps a request that somebody answers within a day. */
export function openTicket(
  services: Services,
  conversationId: string,
  request: TicketRequest,
): Promise<DeskReceipt> {
  return keep(services, conversationId, {
    kind: 'ticket',
    request: { ...request, text: masked(request.text), facts: maskedFacts(request.facts) },
    dueIn: services.settings.promises.ticketHours * hour,
  })
}

/** Keeps a complaint: an urgent one is answered within a day, others within a week. */
export function complain(
  services: Services,
  conversationId: string,
  request: ComplaintRequest,
): Promise<DeskReceipt> {
  const { complaintHours, urgentComplaintHours } = services.settings.promises
  return keep(services, conversationId, {
    kind: 'complaint',
    request: {
      ...request,
      text: masked(request.text),
      ...(request.expectation === undefined ? {} : { expectation: masked(request.expectation) }),
      facts: maskedFacts(request.facts),
    },
    dueIn: (request.urgent ? urgentComplaintHours : complaintHours) * hour,
    evidence: true,
  })
}

/**
 * Keeps a declaration of withdrawal with its evidence, whoever declares and whatever it names, and mails the receipt
 * to the address given. The refund is due fourteen days later. The shop is told as soon as it answers.
 */
export async function withdraw(
  services: Services,
  conversationId: string,
  request: WithdrawalDeclaration,
): Promise<DeclarationReceipt> {
  const receipt = await keep(services, conversationId, {
    kind: 'withdrawal',
    request: {
      ...request,
      statement: masked(request.statement),
      ...(request.reason === undefined ? {} : { reason: masked(request.reason) }),
    },
    order: referenceOf(request.contract),
    dueIn: 14 * day,
    evidence: true,
    lawful: true,
    forShop: withdrawalForShop(request),
  })
  return { ...receipt, refundBy: receipt.dueAt ?? receipt.receivedAt }
}

/** Keeps what a person asks about their own data; the answer is due within a month. */
export function requestData(
  services: Services,
  conversationId: string,
  request: DataRequest,
): Promise<DeskReceipt> {
  return keep(services, conversationId, {
    kind: 'data-request',
    request: { ...request, ...(request.text === undefined ? {} : { text: masked(request.text) }) },
    dueIn: 30 * day,
    evidence: true,
    forShop: ({ reference }) => ({
      name: 'requestPersonalData',
      locale: request.locale,
      input: {
        email: request.email.trim(),
        right: request.right,
        ...(request.text === undefined ? {} : { details: masked(request.text) }),
        // Who asks is not known yet: what is said to them is said by the desk.
        receipt: reference,
      },
    }),
  })
}

/** Keeps that an address is no longer to be used for advertising. */
export function unsubscribe(
  services: Services,
  conversationId: string,
  request: UnsubscribeRequest,
): Promise<DeskReceipt> {
  return keep(services, conversationId, {
    kind: 'unsubscription',
    request,
    dueIn: 2 * day,
    evidence: true,
    ...(request.channel === 'email'
      ? {
          forShop: () => ({ name: 'unsubscribe', input: { email: request.address }, locale: request.locale }),
        }
      : {}),
  })
}

/** Keeps that a consent was given or refused, with the words that were shown. */
export function recordConsent(
  services: Services,
  conversationId: string,
  consent: ConsentRecord,
): Promise<DeskReceipt> {
  return keep(services, conversationId, { kind: 'consent', request: consent, evidence: true })
}

/**
 * Mails a summary, once a conversation, to an address that is known to be the customer's. Links in it that do not
 * lead to the shop are left out: what it says comes from the page.
 *
 * @throws {Problem} 409 where no address is known, or another summary was sent
 */
export async function sendRecap(
  services: Services,
  conversationId: string,
  request: RecapRequest,
): Promise<RecapReceipt> {
  const { store, jobs, limits, mailer } = services
  const now = services.now()
  const [to] = await knownAddresses(services, conversationId, request.order)
  if (to === undefined || !mailer) throw noAddressKnown()
  const id = `recap:${conversationId}:${hashOf(request)}`
  const receipt = { to: hiddenAddress(to) }
  if (await store.job(mailId(id))) return receipt
  if ((await limits.recaps.take(conversationId, now)) > 0) throw recapSent()
  const plain = (text: string): string => withoutForeignLinks(masked(text), services)
  const values = {
    subject: plain(request.subject),
    order: request.order,
    body: request.paragraphs.map(plain).join('\n\n'),
  }
  const { subject, text } = writeMail('recap', request.locale, values)
  const order = { to, subject, text, locale: request.locale, known: true }
  await jobs.add(mailJob(id, order, now, conversationId))
  return receipt
}

interface Request {
  readonly locale: string
  readonly email?: string
  readonly order?: string
}

interface Left<Asked extends Request> {
  readonly kind: RecordKind
  readonly request: Asked
  /** Reference of the order, where the request names it otherwise. */
  readonly order?: string
  readonly dueIn?: number
  readonly evidence?: boolean
  /** The law wants the receipt: it goes to the address given also where nobody knows whose it is. */
  readonly lawful?: true
  /** What the shop is to do about it; `mailed` says whether the desk mails the receipt. */
  readonly forShop?: (kept: DeskRecord, mailed: boolean) => Parameters<typeof actJob>[1]
}

/** The withdrawal as the shop hears of it: its own words for the contract, and the articles that it can tell. */
function withdrawalForShop({
  name,
  contract,
  email,
  items = [],
  reason,
  locale,
}: WithdrawalDeclaration): NonNullable<Left<Request>['forShop']> {
  const lines = items.flatMap(({ sku, quantity }) => (sku === undefined ? [] : [{ sku, quantity }]))
  return ({ reference, at }, mailed) => ({
    name: 'withdraw',
    locale,
    input: {
      name,
      reference: contract,
      email: email.trim(),
      at: new Date(at).toISOString(),
      ...(lines.length > 0 && lines.length === items.length ? { lines } : {}),
      ...(reason === undefined ? {} : { reason: masked(reason) }),
      ...(mailed ? { receipt: reference } : {}),
    },
  })
}

/** What the numbers begin with. */
const prefixes: Readonly<Record<RecordKind, string>> = {
  ticket: 'T',
  complaint: 'R',
  withdrawal: 'W',
  'data-request': 'D',
  unsubscription: 'U',
  consent: 'C',
}

/** Which of them are answered with a mail. */
const acknowledged: readonly (RecordKind & MailName)[] = ['ticket', 'complaint', 'withdrawal', 'data-request']

async function keep<Asked extends Request>(
  services: Services,
  conversationId: string,
  left: Left<Asked>,
): Promise<DeskReceipt> {
  const { store, settings, mailer, jobs } = services
  const { kind, request, dueIn } = left
  const now = services.now()
  const email = request.email?.trim().toLowerCase()
  const order = left.order ?? (request.order === undefined ? undefined : referenceOf(request.order))
  const name = acknowledged.find((one) => one === kind)
  const address =
    mailer && name ? await receiptAddress(services, conversationId, left, email, order) : undefined
  const turn = address?.known ? await promiseTurn(services, address, now) : undefined
  const body = JSON.stringify(request)
  const soon = services.soon()
  const { record, created } = await store.addRecord(
    {
      kind,
      series: `${prefixes[kind]}-${yearOf(now, settings.hours.timeZone)}`,
      conversationId,
      requestKey: hashOf(request),
      locale: request.locale,
      ...(order === undefined ? {} : { order }),
      ...(email === undefined ? {} : { email }),
      body,
      owner: await ownerOf(services),
      at: now,
      ...(dueIn === undefined ? {} : { dueAt: now + dueIn }),
    },
    (kept) => ({
      ...(left.evidence ? { evidence: body } : {}),
      jobs: [
        ...(address && name
          ? [
              mailJob(
                kept.reference,
                {
                  ...acknowledgement(services, name, kept, request, address.known),
                  ...address,
                  ...(turn?.of ? { turn: turn.of } : {}),
                },
                soon,
              ),
            ]
          : []),
        ...(left.forShop ? [actJob(kept.reference, left.forShop(kept, address !== undefined), soon)] : []),
      ],
    }),
  )
  if (created) {
    jobs.wake()
    services.broker.publish({ type: 'records' })
  } else if (turn?.of) await turn.giveBack()
  // What was proven since the first time sends no second mail: the receipt says what became of the first.
  const job = address && (await store.job(mailId(record.reference)))
  return { ...receiptOf(record), ...(job ? { mail: wayOf(JSON.parse(job.payload)) } : {}) }
}

/** What the receipt says of its mail. */
function wayOf({ known, turn }: Pick<MailOrder, 'known' | 'turn'>): NonNullable<DeskReceipt['mail']> {
  if (!known) return 'if-of-order'
  return turn ? 'sent' : 'later'
}

/**
 * Where the receipt goes: to an address known to be the customer's, or to the one given if it is on file of the order
 * named; to any other only where the law wants a receipt.
 */
async function receiptAddress(
  services: Services,
  conversationId: string,
  { lawful }: Left<Request>,
  email: string | undefined,
  order: string | undefined,
): Promise<Pick<MailOrder, 'to' | 'known' | 'ofOrder' | 'lawful'> | undefined> {
  const wanted = lawful ? { lawful } : {}
  const known = await knownAddresses(services, conversationId, order)
  if (email === undefined)
    return known[0] === undefined ? undefined : { to: known[0], known: true, ...wanted }
  if (known.includes(email)) return { to: email, known: true, ...wanted }
  if (!lawful && order === undefined) return undefined
  // Whether the order is theirs is looked up when the mail is sent: the time of the answer tells nothing about it.
  return { to: email, known: false, ...(order === undefined ? {} : { ofOrder: order }), ...wanted }
}

/** What the receipt says. An address that is not known gets nothing that somebody wrote, but for what the law wants. */
function acknowledgement(
  services: Services,
  name: MailName,
  { reference, at, dueAt }: DeskRecord,
  request: Request,
  known: boolean,
): { readonly subject: string; readonly text: string; readonly locale: string } {
  const { locale } = request
  const { name: shop, imprint, hours } = services.settings
  const written = (when: number, more: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(mailLocale(locale) === 'fr' ? 'fr-FR' : 'en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: hours.timeZone ?? 'Europe/Paris',
      ...more,
    }).format(when)
  // Whoever has to prove when they declared something needs to know by which clock.
  const moment = (when: number): string =>
    written(when, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
  const mail = writeMail(name, locale, {
    ...(known || name === 'withdrawal' ? textsOf(request, services) : {}),
    reference,
    receivedAt: moment(at),
    dueAt: dueAt === undefined ? undefined : moment(dueAt),
    refundBy: dueAt === undefined ? undefined : written(dueAt, {}),
    shop,
    imprint,
  })
  return { ...mail, locale }
}

/** The fields of a request that a mail may repeat, without links: a mail of the shop leads nowhere else. */
function textsOf(request: object, services: Services): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [field, value] of Object.entries(request))
    if (typeof value === 'string' && value !== '') texts[field] = value
  if ('items' in request && Array.isArray(request.items)) {
    const items: WithdrawalDeclaration['items'] = request.items
    texts['items'] = items.map(({ name, quantity }) => `${quantity} × ${name}`).join(', ')
  }
  for (const [field, text] of Object.entries(texts)) texts[field] = withoutForeignLinks(text, services)
  return texts
}

/** Who answers for what comes in: the person of the settings, else the team. */
async function ownerOf({ store, settings }: Services): Promise<string> {
  const { owner } = settings.promises
  if (owner === undefined) return 'team'
  return (await store.agentByLogin(owner.toLowerCase()))?.id ?? 'team'
}

function receiptOf({ reference, at, dueAt }: DeskRecord): DeskReceipt {
  return {
    reference,
    receivedAt: new Date(at).toISOString(),
    ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt).toISOString() }),
  }
}

function hashOf(request: object): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(request)))
    .digest('base64url')
}

/** The same request has the same text, in whatever order its fields came. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([field, inner]) => [field, sorted(inner)]),
  )
}

function yearOf(now: number, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: timeZone ?? 'Europe/Paris' }).format(now)
}

/** `jeanne@exemple.fr` → `j•••@exemple.fr`. */
export function hiddenAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}•••${address.slice(at)}`
}

function withoutForeignLinks(text: string, { settings }: Services): string {
  const own = [settings.shop?.url, ...settings.allowedOrigins].flatMap((address) =>
    address === undefined ? [] : [new URL(address).host],
  )
  return text.replace(/\b(?:https?:\/\/|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/)\S*/gi, (link) => {
    const address = /^https?:/i.test(link) ? link : `https://${link}`
    return URL.canParse(address) && own.includes(new URL(address).host) ? link : '…'
  })
}
