import type { ConversationView } from '@comptoir/bot-engine'
import type { RefObject, TargetedKeyboardEvent, VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { fill } from '../i18n/texts.ts'
import { useScene } from './scene.ts'

export type MenuItem = 'human' | 'restart' | 'transcript' | 'erase'

export interface HeaderProps {
  readonly title: RefObject<HTMLHeadingElement | null>
  readonly shop: string | undefined
  readonly handoff: ConversationView['handoff'] | undefined
  /** Absent on the first screen. */
  readonly onHome: (() => void) | undefined
  readonly items: readonly MenuItem[]
  readonly onItem: (item: MenuItem) => void
  readonly onClose: () => void
}

/** Whose counter this is, who answers now, and the ways out. */
export function Header({ title, shop, handoff, onHome, items, onItem, onClose }: HeaderProps): VNode {
  const { texts } = useScene()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const words = texts.panel
  const who =
    handoff?.state === 'live'
      ? fill(words.agent, { name: handoff.agent })
      : handoff?.state === 'waiting'
        ? words.waiting
        : words.assistant
  const shut = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Escape' || !open) return
    // One layer at a time: this Esc closes the menu, the next one the panel.
    event.preventDefault()
    setOpen(false)
    button.current?.focus()
  }
  const choose = (item: MenuItem): void => {
    setOpen(false)
    button.current?.focus()
    onItem(item)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Esc is heard where it bubbles to
    <header onKeyDown={shut}>
      {onHome && (
        <button
          type="button"
          class="icon home-key"
          aria-label={words.home}
          title={words.home}
          onClick={onHome}
        />
      )}
      <div class="who">
        <h2 ref={title} tabIndex={-1}>
          {shop ?? words.title}
        </h2>
        <p>{who}</p>
      </div>
      <button
        type="button"
        class="icon menu-key"
        ref={button}
        aria-label={words.menu}
        title={words.menu}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      <button
        type="button"
        class="icon close-key"
        aria-label={words.close}
        title={words.close}
        onClick={onClose}
      />
      {open && (
        <div class="menu">
          {items.map((item) => (
            <button type="button" key={item} onClick={() => choose(item)}>
              {texts.menu[item]}
            </button>
          ))}
        </div>
      )}
    </header>
  )
}
