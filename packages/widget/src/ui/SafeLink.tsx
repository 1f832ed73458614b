import { safeAddress } from '@comptoir/kb'
import type { ComponentChildren, VNode } from 'preact'
import { fill } from '../i18n/texts.ts'
import { useScene } from './scene.ts'

/**
 * The one place where the widget draws a link. An address that is not http, https, mailto, tel or relative
 * becomes its text. A link that leaves the shop's own site opens beside it and says to which host.
 */
export function SafeLink(props: {
  href: string
  class?: string
  onOpen?: () => void
  children: ComponentChildren
}): VNode {
  const { texts } = useScene()
  const href = safeAddress(props.href)
  if (href === undefined) return <span>{props.children}</span>
  const host = foreignHost(href)
  if (host === undefined) {
    return (
      <a href={href} class={props.class} onClick={props.onOpen}>
        {props.children}
      </a>
    )
  }
  return (
    <a
      href={href}
      class={`${props.class ?? ''} away`}
      target="_blank"
      rel="noopener noreferrer"
      onClick={props.onOpen}
    >
      {props.children}
      <span class="sr"> {fill(texts.links.external, { host })}</span>
    </a>
  )
}

/** The host of an address on another site, in ASCII, so that a look-alike name shows itself. */
function foreignHost(href: string): string | undefined {
  try {
    const url = new URL(href, document.baseURI)
    return /^https?:$/.test(url.protocol) && url.host !== location.host ? url.host : undefined
  } catch {
    return undefined
  }
}
