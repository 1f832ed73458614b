import { startApp } from '../../src/app.tsx'
import { loadTexts } from '../../src/i18n/texts.ts'
import { createLauncher } from '../../src/launcher.ts'
import type { Launcher } from '../../src/launcher.ts'
import type { FakeConversation } from '../conversations.ts'
import { fakeConversation, states } from '../conversations.ts'

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
  async show(state, { theme, locale, accent, restored = false }) {
    window.gallery.launcher?.destroy()
    const host = document.body.appendChild(document.createElement('comptoir-chat'))
    const conversation = fakeConversation({ locale, broken: state === 'broken' })
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
    if (state === 'closed') return
    if (restored) states[state]?.(conversation)
    launcher.open()
    await new Promise((resolve) => setTimeout(resolve, 300))
    if (!restored) states[state]?.(conversation)
    await new Promise((resolve) => setTimeout(resolve, 100))
  },
}
