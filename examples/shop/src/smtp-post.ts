import { createSmtpMailer } from '@comptoir/desk'
import { randomUUID } from 'node:crypto'
import type { Mail } from './ledger.ts'

/**
 * Posts mails through a mail server. Whether the server took one is known later than the shop goes on: a refusal is
 * handed to `onFailed`.
 */
export function smtpPost(
  smtp: string,
  from: string,
  onFailed: (mail: Mail, reason: string) => void,
): (mail: Mail) => 'sent' {
  const mailer = createSmtpMailer({ smtp, from })
  return (mail) => {
    mailer
      .send({ id: randomUUID(), to: mail.to, subject: mail.subject, text: mail.body, locale: mail.locale })
      .catch((error: unknown) => onFailed(mail, error instanceof Error ? error.message : String(error)))
    return 'sent'
  }
}
