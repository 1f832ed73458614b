import * as v from 'valibot'

/** What a value has to look like to be a `T`; checked with {@link check}, drawn as JSON Schema for OpenAPI. */
export type Schema<T> = v.GenericSchema<unknown, T>

type Field<T> =
  | v.GenericSchema<unknown, T>
  | v.ExactOptionalSchema<v.GenericSchema<unknown, Exclude<T, undefined>>, undefined>

/** One schema for each field of `T`: a field added to the type and not to its schema does not compile. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<T[K]> }

/** Where a value does not fit, what was expected there, and a sentence that says how to mend it. */
export interface Misfit {
  /** e.g. `body.card.links[0].href`. */
  readonly path: string
  /** e.g. `a string of at most 10000 characters`. */
  readonly expected: string
  readonly message: string
}

/** An object with these fields and no other: bodies that come in. */
export function strict<T extends object>(fields: Fields<T>): Schema<T> {
  return typed(v.strictObject(fields))
}

/** An object with at least these fields; others are dropped: answers of a shop, which may know more than we do. */
export function lenient<T extends object>(fields: Fields<T>): Schema<T> {
  return typed(v.object(fields))
}

/** An object in which one field at least has to stand; the first of `fields` is named where none does. */
export function atLeastOne<T extends object>(schema: Schema<T>, fields: readonly string[]): Schema<T> {
  return v.pipe(
    schema,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || Object.keys(dataset.value).length > 0) return
      const [key = ''] = fields
      const place = { type: 'object', origin: 'value', input: {}, key, value: undefined } as const
      addIssue({ message: `given, or another of ${fields.join(', ')}`, path: [place] })
    }),
  )
}

/** A field that may be left out. */
export function optional<T>(
  schema: v.GenericSchema<unknown, T>,
): v.ExactOptionalSchema<v.GenericSchema<unknown, T>, undefined> {
  return v.exactOptional(schema)
}

/**
 * Checks a value from outside. Gives the value as the schema sees it, or the first thing that does not fit.
 * `root` names the value in paths: `body`, `query`, `answer`.
 *
 * @example
 * check(strict<{ on: boolean }>({ on: v.boolean() }), { on: 'yes' }, 'body')
 * // { misfit: { path: 'body.on', expected: 'true or false', message: 'body.on must be true or false, and is a string. …' } }
 */
export function check<T>(
  schema: Schema<T>,
  value: unknown,
  root: string,
): { readonly value: T } | { readonly misfit: Misfit } {
  const result = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true })
  if (result.success) return { value: result.output }
  return { misfit: misfitOf(deepest(result.issues[0]), root) }
}

// `fields` names every field of T with a schema of its type, so what the object schema gives is a T;
// valibot's inference cannot see that through the mapped type.
function typed<T>(schema: v.GenericSchema): Schema<T> {
  return schema as unknown as Schema<T>
}

/** Of a union, the issue of the member that came closest is the one worth telling. */
function deepest(issue: v.BaseIssue<unknown>): v.BaseIssue<unknown> {
  let best = issue
  for (const inner of issue.issues ?? []) {
    const candidate = deepest(inner)
    if ((candidate.path?.length ?? 0) > (best.path?.length ?? 0)) best = candidate
  }
  return best
}

function misfitOf(issue: v.BaseIssue<unknown>, root: string): Misfit {
  const path = (issue.path ?? []).reduce(
    (text, { key }) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`),
    root,
  )
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const message = `${path} is not a field of this request. Remove it; /openapi.json lists the fields.`
    return { path, expected: 'no such field', message }
  }
  const missing =
    (issue.type === 'strict_object' || issue.type === 'object') && issue.received === 'undefined'
  if (missing) {
    const message = `${path} is missing. Add it; /openapi.json says what it holds.`
    return { path, expected: 'a value', message }
  }
  const expected = expectedOf(issue)
  const message = `${path} must be ${expected}, and is ${kindOf(issue.input)}. Correct it and send the request again.`
  return { path, expected, message }
}

function expectedOf(issue: v.BaseIssue<unknown>): string {
  const requirement = typeof issue.requirement === 'number' ? issue.requirement : ''
  const words: Record<string, string> = {
    string: 'a string',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    strict_object: 'an object',
    record: 'an object',
    integer: 'a whole number',
    min_length: `at least ${requirement} long`,
    max_length: `at most ${requirement} long`,
    min_value: `at least ${requirement}`,
    max_value: `at most ${requirement}`,
    max_entries: `an object of at most ${requirement} fields`,
  }
  // A schema with a rule of its own words (a reference, an instant) says so in its message.
  if (issue.kind === 'validation' && !(issue.type in words)) return issue.message
  return words[issue.type] ?? (issue.expected ? `one of ${issue.expected}` : issue.message)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'string')
    return value.length > 40 ? `a string of ${value.length} characters` : 'a string'
  if (typeof value === 'number') return `the number ${value}`
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
