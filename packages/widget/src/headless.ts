import type { Session } from './session.ts'
import { createSession } from './session.ts'
import type { MountOptions } from './own-cards.ts'
import { readSettings } from './settings.ts'

/** The counter without its looks: what a user interface of one's own draws and calls. */
export type Headless = Session

/**
 * Everything of the widget but the drawing: configuration, FAQ, engine, desk, storage on the device, one conversation
 * in all tabs, nothing lost on a bad network. It begins to fetch at once, so call it when the customer wants to talk;
 * nothing is stored before their first act.
 *
 * @param options what `data-*` says on the script tag
 * @param onError hears what went wrong and was survived, with a code; the console hears it too
 *
 * @example
 * ```ts
 * const counter = createHeadless({ config: '/comptoir/config.json', locale: 'fr' })
 * counter.subscribe(() => draw(counter.state.view?.messages ?? []))
 * counter.send({ type: 'MESSAGE.SEND', text: 'où est ma commande ?' })
 * ```
 */
export function createHeadless(
  options: Readonly<MountOptions>,
  onError?: (problem: { readonly code: string; readonly message: string }) => void,
): Headless {
  return createSession({
    settings: readSettings(options),
    emit(name, detail) {
      if (name === 'error' && detail) onError?.(detail as { code: string; message: string })
    },
  })
}
