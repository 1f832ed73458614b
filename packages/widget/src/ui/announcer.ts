/**
 * The one live region: says each text once, in order, and takes it away again, so that nothing is read twice.
 * It stands outside of the panel, and so speaks while the panel is closed too.
 */
export interface Announcer {
  say(text: string): void
  remove(): void
}

export function createAnnouncer(parent: Element): Announcer {
  const region = document.createElement('div')
  region.className = 'sr'
  region.setAttribute('role', 'status')
  region.setAttribute('aria-live', 'polite')
  region.setAttribute('aria-relevant', 'additions')
  region.setAttribute('aria-atomic', 'false')
  parent.append(region)
  return {
    say(text) {
      const line = document.createElement('p')
      line.textContent = text
      region.append(line)
      // Chrome with TalkBack loses a text that stays less than about a second.
      setTimeout(() => line.remove(), 1500)
    },
    remove: () => region.remove(),
  }
}
