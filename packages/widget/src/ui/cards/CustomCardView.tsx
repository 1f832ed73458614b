import { safeAddress } from '@comptoir/kb'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CardDrawer, CardTools } from '../../own-cards.ts'
import { errorOf } from '../../problem.ts'
import { useScene } from '../scene.ts'
import type { CardProps } from './card-views.ts'

/** A card of the shop's own: an empty place that the shop's own code draws into. */
export function CustomCardView({ card }: CardProps<'custom'>): VNode {
  const { own, locale, send, report } = useScene()
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = place.current
    const { cards = {} } = own()
    const drawer = Object.hasOwn(cards, card.kind) ? cards[card.kind] : undefined
    if (!element || !drawer) return
    try {
      return drawInto(element, card.data, drawer, { locale, send, safeAddress })
    } catch (error) {
      element.replaceChildren()
      element.hidden = true
      void errorOf(['cardNotDrawn', card.kind, String(error)], error).then(report)
    }
  }, [card])
  return <div class="card custom" data-kind={card.kind} hidden ref={place} />
}

function drawInto(
  place: HTMLElement,
  given: unknown,
  { read, draw, css }: CardDrawer,
  tools: CardTools,
): (() => void) | undefined {
  const data = read(given)
  if (data === undefined) return undefined
  const takeSheet = css === undefined ? undefined : adopt(place.getRootNode(), css)
  place.hidden = false
  const end = draw(place, data, tools)
  return () => {
    end?.()
    takeSheet?.()
  }
}

/** Puts a style sheet in force; gives the function that takes it away. */
function adopt(root: Node, css: string): (() => void) | undefined {
  if (!(root instanceof ShadowRoot)) return undefined
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((adopted) => adopted !== sheet)
  }
}
