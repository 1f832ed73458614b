import type { FormStep } from './flow/flow.ts'
import type { Scope } from './flow/path.ts'
import type { FlowRunner } from './flow-runner.ts'
import { formFields } from './form.ts'
import type { FormField } from './message.ts'
import type { Situation } from './read-answer.ts'
import { readFormText, readMoment } from './read-form-text.ts'
import type { Session } from './session.ts'
import { SHARED } from './text-book.ts'
import { hasPhrase, isMadeOf } from './words.ts'

/**
 * Takes what is written beside an open form: what fills in its fields is said back with what is still missing, and
 * "envoyer" sends a form that is complete. An agreement is one only where its own sentence stands there.
 *
 * @returns whether the text was for the form
 */
export async function fillInWords(
  text: string,
  runner: FlowRunner,
  step: FormStep,
  here: Situation,
  session: Session,
): Promise<boolean> {
  const { book } = session
  const filler = book.words('filler')
  const values = readFormText(text, step, book, here, runner.readValue) ?? {}
  const agreed = agreedIn(text, step, here, session)
  const sends = isMadeOf(text, book.words('sendForm', 'yes'), filler)
  const news = { ...values, ...agreed }
  if (Object.keys(news).length === 0 && !sends) return false
  runner.fillIn(news)
  const after = { ...here, data: { ...here.data, ...news }, scope: { ...here.scope, ...news } }
  const missing = missingIn(step, after)
  if (missing.length === 0 && (sends || Object.keys(agreed).length > 0)) {
    await runner.sendForm()
    return true
  }
  const told = toldFields(Object.keys(values), text, step, after, session)
  const isLater = Object.keys(values).some(
    (name) =>
      here.compiled.flow.slots?.[name]?.type === 'choice' &&
      readMoment(text, name, here, book, true) === undefined,
  )
  const sentences = [
    ...(isLater ? [book.say(SHARED, 'noMoment')] : []),
    ...(told.length > 0 ? [book.say(SHARED, 'told', { what: told.join(', ') })] : []),
    stillMissing(missing, step, after, session),
  ]
  session.post('bot', { text: sentences.join(' ') })
  await runner.resume(false)
  return true
}

/** Fields and what stands in them now, as people read them. */
export function toldFields(
  names: readonly string[],
  text: string,
  step: FormStep,
  { compiled, scope }: Situation,
  { book }: Session,
): readonly string[] {
  return formFields(compiled.flow, step, scope, book)
    .filter(({ name }) => names.includes(name))
    .map((field) => {
      const shown = shownValue(field)
      return shown === ''
        ? book.say(SHARED, 'quoted', { what: text.trim() })
        : `${shortLabel(field)} ${shown}`
    })
}

function shownValue({ value, options }: FormField): string {
  const option = options?.find((one) => one.value === value)
  return option?.label ?? String(value ?? '')
}

/** "Articles concernés, si ce n'est pas toute la commande (facultatif)" by its first words. */
function shortLabel({ label }: FormField): string {
  return (label.split(/[,(]/)[0] ?? label).trim()
}

function missingIn({ fields }: FormStep, { data }: Situation): readonly string[] {
  return fields.flatMap(({ slot, optional }) => (optional || isFilled(data[slot]) ? [] : slot))
}

function isFilled(value: unknown): boolean {
  return (value ?? null) !== null && value !== false && value !== ''
}

/** What has to be said yes to: by its own words anywhere, by a mere yes where the sentence was just quoted. */
function agreedIn(
  text: string,
  step: FormStep,
  { compiled, scope, data }: Situation,
  { book, transcript }: Session,
): Scope {
  const open = formFields(compiled.flow, step, scope, book).filter(
    ({ name }) => compiled.flow.slots?.[name]?.type === 'consent' && !isFilled(data[name]),
  )
  const says =
    hasPhrase(text, book.words('accept')) && !hasPhrase(text, book.words('not')) && !text.includes('?')
  const nods = isMadeOf(text, book.words('yes', 'accept'), book.words('filler'))
  const last = transcript.messages.filter(({ author }) => author === 'bot').slice(-2)
  return Object.fromEntries(
    open
      .filter(({ label }) => says || (nods && last.some((message) => message.text.includes(label))))
      .map(({ name }) => [name, true]),
  )
}

function stillMissing(
  missing: readonly string[],
  step: FormStep,
  { compiled, scope }: Situation,
  { book }: Session,
): string {
  if (missing.length === 0) return book.say(SHARED, 'complete')
  const fields = formFields(compiled.flow, step, scope, book).filter(({ name }) => missing.includes(name))
  const open = fields.filter(({ name }) => compiled.flow.slots?.[name]?.type !== 'consent')
  const [consent] = fields
  return open.length === 0 && consent
    ? book.say(SHARED, 'missing.consent', { what: book.say(SHARED, 'quoted', { what: consent.label }) })
    : book.say(SHARED, 'missing', { what: open.map(shortLabel).join(', ') })
}
