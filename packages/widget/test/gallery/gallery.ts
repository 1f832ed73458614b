import { startApp } from '../../src/app.tsx'
import { loadTexts } from '../../src/i18n/texts.ts'
import { createLauncher } from '../../src/launcher.ts'
import type { Launcher } from '../../src/launcher.ts'
// What the composer fetches for an agent is there from the beginning.
import '../../src/ui/Attach.tsx'
import type { FakeConversation } from '../conversations.ts'
import { fakeConversation, presses, states } from '../conversations.ts'

declare global {
  interface Window {
    gallery: {
      show(
        state: string,
        options: { theme: 'light' | 'dark'; locale: 'fr' | 'en'; accent?: string; restored?: boolean },
      ): Promise<void>
      launcher?: Launcher
      conversation?: FakeConversation
    }
  }
}

/** Draws the panel in any of its states, for pictures and for machines that look at them. */
window.gallery = {
  async show(screen, { theme, locale, accent, restored = false }) {
    window.gallery.launcher?.destroy()
    const host = document.body.appendChild(document.createElement('comptoir-chat'))
    const conversation = fakeConversation({ locale, broken: screen === 'broken' })
    const settings = {
      theme,
      locale,
      phone: '02 61 91 00 42',
      email: 'service-client@shop.example',
      ...(accent && { accent }),
    }
    const launcher = createLauncher(host, settings, async () => [
      { startApp: (options) => startApp(options, conversation.load) },
      await loadTexts(locale),
    ])
    Object.assign(window.gallery, { launcher, conversation })
    if (screen === 'closed') return
    const [state, ...keys] = presses[screen] ?? [screen]
    const play = (): void => states[state]?.(conversation)
    if (restored) play()
    launcher.open()
    await drawn(host, '.tiles, .log, .plain')
    if (!restored) play()
    await frames()
    for (const key of keys) {
      press(await drawn(host, key))
      await frames()
    }
  },
}

/** Presses a button; a field is written into. */
function press(element: HTMLElement): void {
  if (element instanceof HTMLTextAreaElement) {
    element.value = 'où en est'
    element.dispatchEvent(new InputEvent('input', { bubbles: true }))
  } else element.click()
}

async function drawn(host: Element, what: string): Promise<HTMLElement> {
  for (;;) {
    const element = host.shadowRoot?.querySelector<HTMLElement>(what)
    if (element) return element
    await frame()
  }
}

/** Until what was changed is drawn, and what follows from that. */
async function frames(): Promise<void> {
  for (let count = 0; count < 4; count++) await frame()
}

function frame(): Promise<unknown> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
  })
}
