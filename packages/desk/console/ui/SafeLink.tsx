import { safeAddress } from '@comptoir/kb'
import type { ComponentChildren, JSX } from 'preact'

/** The one place where an address becomes a link: http, https, mailto and tel; any other stays its text. */
export function SafeLink({
  href,
  children,
}: {
  readonly href: string
  readonly children: ComponentChildren
}): JSX.Element {
  const address = safeAddress(href)
  if (address === undefined) return <>{children}</>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
