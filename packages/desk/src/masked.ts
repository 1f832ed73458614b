import { mask, type Card } from '@comptoir/bot-engine'

/** The text with card numbers, bank accounts and social-security numbers hidden: the page masks, and we again. */
export function masked(text: string): string {
  return mask(text).text
}

/** A card whose fields may carry what a person typed, masked likewise. */
export function maskedCard(card: Card): Card {
  if (card.type === 'custom') {
    const hide = (_: string, value: unknown): unknown => (typeof value === 'string' ? masked(value) : value)
    return { ...card, data: JSON.parse(JSON.stringify(card.data), hide) }
  }
  if (card.type !== 'form') return card
  const fields = card.fields.map((field) =>
    typeof field.value === 'string' ? { ...field, value: masked(field.value) } : field,
  )
  return { ...card, fields }
}

/** Facts with every value masked. */
export function maskedFacts(facts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([label, value]) => [label, masked(value)]))
}
