import { safeAddress } from '@comptoir/kb'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { fill } from '../../i18n/texts.ts'
import { useScene } from '../scene.ts'
import type { CardProps } from './card-views.ts'

/**
 * A document of the shop, with its format and size. The link is made at each click: it lives five minutes and
 * opens once, so there is none to copy, to leak or to find out of date.
 */
export function FileCardView({ card, words: { file: words } }: CardProps<'file'>): VNode {
  const { locale, mintLink } = useScene()
  const [state, setState] = useState<'idle' | 'preparing' | 'started' | 'failed' | 'refused'>('idle')
  const facts = [format(card.mime), card.size !== undefined && size(card.size, locale)]
    .filter(Boolean)
    .join(', ')

  const download = async (): Promise<void> => {
    if (state === 'preparing') return
    setState('preparing')
    try {
      const { href } = await mintLink(card.ref)
      openDownload(href, card.name)
      setState('started')
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
      setState(code === 'forbidden' || code === 'refused' ? 'refused' : 'failed')
    }
  }
  return (
    <div class="card file">
      <button type="button" class="icon download" onClick={download} aria-busy={state === 'preparing'}>
        <span>
          {fill(words.download, { name: card.name })} <span class="quiet">({facts})</span>
        </span>
      </button>
      <p class="quiet" role="status">
        {state !== 'idle' && words[state]}
      </p>
    </div>
  )
}

/** Follows the link as a click would; the answer is an attachment, so the page stays. */
function openDownload(href: string, name: string): void {
  const address = safeAddress(href)
  if (address === undefined) throw new Error('The link to the document is not an address of the web.')
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.rel = 'noopener noreferrer'
  link.referrerPolicy = 'no-referrer'
  link.click()
}

/** `PDF` for `application/pdf`. */
function format(mime: string): string {
  return (mime.split(/[/+]/).at(-1) ?? mime).toUpperCase()
}

/** `34 ko` or `1,2 Mo`, in the page's language. */
function size(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value)
}
