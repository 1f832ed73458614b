import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly to: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface MailServer {
  /** For the setting `mail.smtp`. */
  readonly smtp: string
  readonly mails: readonly ReceivedMail[]
  /** Resolves when so many mails have arrived. */
  arrived(count: number): Promise<void>
  /** Until told otherwise, every mail is refused for now. */
  refuse(on: boolean): void
}

/** A real mail server on this machine, for one test. */
export async function openMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  const waiting = new Set<() => void>()
  let refusing = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refusing) {
          done(Object.assign(new Error('Come back later'), { responseCode: 451 }))
          return
        }
        const to = session.envelope.rcptTo.map(({ address }) => address)
        mails.push({ to, ...parsed(Buffer.concat(chunks).toString('utf8')) })
        done()
        for (const look of waiting) look()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    smtp: `smtp://127.0.0.1:${port}`,
    mails,
    arrived: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (mails.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    refuse: (on) => void (refusing = on),
  }
}

function parsed(source: string): Omit<ReceivedMail, 'to'> {
  const [head = '', ...rest] = source.split('\r\n\r\n')
  const headers: Record<string, string> = {}
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
    headers[name.toLowerCase()] = wordsOf(value)
  }
  const body = rest.join('\r\n\r\n')
  return { headers, text: decoded(body, headers['content-transfer-encoding'] ?? '') }
}

/** RFC 2047: `=?UTF-8?Q?d=C3=A9clar=C3=A9e?=`. */
function wordsOf(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?(.*?)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : decoded(text.replace(/_/g, ' '), 'quoted-printable'),
    )
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
