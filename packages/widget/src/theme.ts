import type { Colour } from './colour.ts'
import { colourRule, luminance, parseColour } from './colour.ts'

/** The tokens a shop may set. Typed values only: nothing of a theme is ever read as CSS. */
export interface Theme {
  /** `#rgb` or `#rrggbb`. */
  readonly accent?: string | undefined
  /** Roundness of corners in pixels, 0 to 24. */
  readonly radius?: number | undefined
}

/**
 * The rules that a theme stands for. As a text colour the accent is darkened (on light) or lightened (on dark)
 * until it reads well, so that no choice of a shop can make the widget hard to read.
 *
 * @returns `''` when the theme says nothing valid
 */
export function themeRule({ accent, radius }: Theme): string {
  const colour = parseColour(accent)
  const rules = [
    colourRule(accent),
    colour &&
      `:host{--link-light:${hex(readable(colour, RAISED_LIGHT, INK))};--link-dark:${hex(readable(colour, RAISED_DARK, WHITE))}}`,
    typeof radius === 'number' && radius >= 0 && radius <= 24 && `:host{--radius:${radius}px}`,
  ]
  return rules.filter(Boolean).join('')
}

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const WHITE: Colour = [255, 255, 255]
const INK: Colour = [23, 26, 25]
/** The grounds of bubbles, `--raised` in the style sheet: on the panel's own ground a colour stands out more. */
const RAISED_LIGHT: Colour = [243, 245, 243]
const RAISED_DARK: Colour = [38, 44, 42]

/** The colour moved towards another until it stands out from the ground. */
function readable(colour: Colour, ground: Colour, [red, green, blue]: Colour): Colour {
  for (let share = 0; share < 1; share += 0.05) {
    const mix = (part: number, towards: number): number => Math.round(part + (towards - part) * share)
    const mixed: Colour = [mix(colour[0], red), mix(colour[1], green), mix(colour[2], blue)]
    if (contrast(mixed, ground) >= 4.6) return mixed
  }
  return [red, green, blue]
}

function hex(colour: Colour): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
