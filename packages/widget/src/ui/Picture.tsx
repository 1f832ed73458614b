import { safeAddress } from '@comptoir/kb'
import type { VNode } from 'preact'
import { Fragment } from 'preact'

/** A picture of an answer; not fetched before it comes into view, and nothing at all for an odd address. */
export function Picture(props: { src: string; alt: string }): VNode {
  const src = safeAddress(props.src)
  if (src === undefined || /^(?:mailto|tel):/i.test(src)) return <Fragment>{props.alt}</Fragment>
  return <img src={src} alt={props.alt} loading="lazy" decoding="async" referrerpolicy="no-referrer" />
}
