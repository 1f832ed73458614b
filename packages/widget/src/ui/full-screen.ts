/** Small screens, and large ones at a high zoom: the panel takes the whole window there. */
const SMALL = '(width < 480px), (height < 480px)'

/**
 * Fits the panel to the part of the window that the virtual keyboard leaves, and makes it modal while it covers
 * the page: Tab stays inside, and a screen reader is told so. Touches nothing outside of the panel.
 *
 * @returns the function that ends it
 */
export function fitToScreen(panel: HTMLElement): () => void {
  const small = matchMedia(SMALL)
  const viewport = window.visualViewport
  const fit = (): void => {
    // As an attribute: Firefox knows the property from 119 on.
    if (small.matches) panel.setAttribute('aria-modal', 'true')
    else panel.removeAttribute('aria-modal')
    const { style } = panel
    style.top = small.matches && viewport ? `${viewport.offsetTop}px` : ''
    style.height = small.matches && viewport ? `${viewport.height}px` : ''
    style.bottom = small.matches && viewport ? 'auto' : ''
  }
  const keepInside = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab' || !small.matches) return
    const stops = [
      ...panel.querySelectorAll<HTMLElement>(
        'button, a[href], input, select, textarea, summary, [tabindex="0"]',
      ),
    ]
    const edge = event.shiftKey ? stops[0] : stops.at(-1)
    const root = panel.getRootNode()
    if (!(root instanceof ShadowRoot) || root.activeElement !== edge) return
    event.preventDefault()
    ;(event.shiftKey ? stops.at(-1) : stops[0])?.focus()
  }
  fit()
  small.addEventListener('change', fit)
  viewport?.addEventListener('resize', fit)
  viewport?.addEventListener('scroll', fit)
  panel.addEventListener('keydown', keepInside)
  return () => {
    small.removeEventListener('change', fit)
    viewport?.removeEventListener('resize', fit)
    viewport?.removeEventListener('scroll', fit)
    panel.removeEventListener('keydown', keepInside)
  }
}

/** A touch screen where the panel covers the page: the keyboard would hide what it came to show. */
export function keyboardWouldHide(): boolean {
  return matchMedia(SMALL).matches && matchMedia('(pointer: coarse)').matches
}
