import { createTransport } from 'nodemailer'

/** A mail in plain text: what a customer wrote can be nothing but text in it. */
export interface Mail {
  /** The same for the same mail, so that a receiver who gets it twice can tell. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly locale: string
}

/** Sends mails. Rejects when the server did not take one. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  /** Rejects with the reason when the server cannot be used. */
  verify(): Promise<void>
  close(): void
}

export interface MailOptions {
  /** `smtp://user:password@host:587`, or `smtps://…` for TLS from the first byte. */
  readonly smtp: string
  /** Who the mails come from, e.g. `Atelier Nelvet <service-client@atelier-nelvet.example>`. */
  readonly from: string
  /** Where answers go. @default the same as `from` */
  readonly replyTo?: string
}

/** Mails through an SMTP server. Over `smtp://` TLS is used where the server offers it. */
export function createSmtpMailer({ smtp, from, replyTo }: MailOptions): Mailer {
  const transport = createTransport(smtp, {
    from,
    // Nothing in a mail makes this machine read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^@\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  return {
    send: async ({ id, to, subject, text, locale }) => {
      await transport.sendMail({
        // As an object: an address is one address, whatever it contains.
        to: { name: '', address: to },
        ...(replyTo === undefined ? {} : { replyTo }),
        subject,
        text,
        messageId: `<${id.replace(/[^A-Za-z0-9.-]/g, '-')}@${domain}>`,
        headers: { 'Content-Language': locale, 'Auto-Submitted': 'auto-generated' },
      })
    },
    verify: async () => void (await transport.verify()),
    close: () => transport.close(),
  }
}
