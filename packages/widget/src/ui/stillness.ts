/** Does the work now, or when no finger or button is down any more; the same work once. */
export type WhenStill = (work: () => void) => void

/** Longest that things wait, in milliseconds: the page may never hear that the pointer is up. */
const LONGEST = 5000

/**
 * Watches the pointer in an element. Between press and release nothing under it may move, or the click is lost or
 * meets something else: a click is only one where both met the same thing.
 *
 * @param signal ends it
 */
export function keepStill(element: HTMLElement, signal: AbortSignal): WhenStill {
  const waiting = new Set<() => void>()
  let timer = 0
  const release = (): void => {
    clearTimeout(timer)
    timer = 0
    for (const work of waiting) work()
    waiting.clear()
  }
  const wait = (milliseconds: number): void => {
    clearTimeout(timer)
    timer = window.setTimeout(release, milliseconds)
  }
  element.addEventListener('pointerdown', () => wait(LONGEST), { signal })
  element.addEventListener('click', release, { signal })
  // A finger clicks a little later than it is up.
  for (const name of ['pointerup', 'pointercancel'])
    addEventListener(name, () => timer && wait(99), { signal })
  return (work) => {
    waiting.add(work)
    if (!timer) release()
  }
}
