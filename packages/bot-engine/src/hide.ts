import { maskPersonal } from './flow/scope.ts'

/** A text in which a value is masked wherever it is written, however the customer spaced and capitalised it. */
export function hide(text: string, value: unknown): string {
  if (typeof value !== 'string' || value.length < 4) return text
  const characters = [...value.replace(/^\+33/, '')].map((character) =>
    character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  )
  const written = new RegExp(`(?:\\+33|0)?${characters.join('[\\s.-]*')}`, 'gi')
  return text.replace(written, (found) => maskPersonal(found))
}
