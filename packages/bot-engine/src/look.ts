import type { Scope } from './flow/path.ts'
import type { LookCard } from './message.ts'
import type { TextBook } from './text-book.ts'

/** What the texts beside a text show: `<key>.image`, `.video`, `.captions`, `.alt`, and a link by `.href` and `.label`. */
export function lookOf(
  flow: string,
  key: string,
  scope: Scope,
  book: TextBook,
  step?: LookCard['step'],
): LookCard | undefined {
  const at = (name: string): Readonly<Record<string, string>> =>
    book.has(flow, `${key}.${name}`) ? { [name]: book.say(flow, `${key}.${name}`, scope) } : {}
  const { href } = at('href')
  const look: LookCard = {
    type: 'look',
    ...(step ? { step } : {}),
    ...at('image'),
    ...at('video'),
    ...at('captions'),
    ...at('alt'),
    ...(href === undefined
      ? {}
      : { link: { label: book.shared(flow, `${key}.label`, 'look.open', scope), href } }),
  }
  return Object.keys(look).length > 1 ? look : undefined
}
