import type { VNode } from 'preact'
import { fill } from '../i18n/texts.ts'
import type { Contact } from '../settings.ts'
import { SafeLink } from './SafeLink.tsx'
import { useScene } from './scene.ts'

/** What remains when no conversation is possible: the shop's own telephone, address and page, and a new try. */
export function ContactLinks(props: {
  contact: Contact
  /** What the customer wrote meanwhile: a new try sends it. */
  unsent: readonly string[]
  onRetry: () => void
}): VNode {
  const { phone, email, page } = props.contact
  const words = useScene().texts.contact
  const some = phone !== undefined || email !== undefined || page !== undefined
  return (
    <div class="plain">
      <p>{some ? words.failed : words.failedAlone}</p>
      {phone !== undefined && (
        <SafeLink href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {fill(words.phone, { value: phone })}
        </SafeLink>
      )}
      {email !== undefined && (
        <SafeLink href={`mailto:${email}`}>{fill(words.email, { value: email })}</SafeLink>
      )}
      {page !== undefined && <SafeLink href={page}>{words.page}</SafeLink>}
      {props.unsent.length > 0 && <p class="quiet">{words.unsent}</p>}
      {props.unsent.map((text) => (
        <p class="written">{text}</p>
      ))}
      <button type="button" onClick={props.onRetry}>
        {words.retry}
      </button>
    </div>
  )
}
