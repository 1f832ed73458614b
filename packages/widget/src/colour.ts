/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number]

/** The colour of `#rgb` or `#rrggbb`; undefined for anything else. */
export function parseColour(text = ''): Colour | undefined {
  const digits =
    /^#(?:[\da-f]{3}){1,2}$/i.test(text) && text.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3').slice(1)
  if (!digits) return undefined
  const value = parseInt(digits, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
export function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part < 11 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/**
 * The rule that paints with an accent: the accent itself and, on it, white or black, whichever reads better,
 * which is never below 4.58:1. Nothing for anything but a colour: a theme is never read as CSS.
 */
export function colourRule(accent: string | undefined): string {
  const colour = parseColour(accent)
  return colour ? `:host{--fill:${accent};--on-fill:${luminance(colour) > 0.179 ? '#000' : '#fff'}}` : ''
}
