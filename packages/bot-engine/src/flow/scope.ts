import type { CompiledFlow } from './compile-with.ts'
import type { FlowContext } from './flow-context.ts'
import { lookUp, type Scope } from './path.ts'

/** What paths of a running flow look into: what the conversation knows, then what the flow knows. */
export function scopeOf(context: FlowContext): Scope {
  return { ...context.world, ...context.data }
}

/** The same for texts that people read: personal data is masked by the type of its slot. */
export function shownScope({ personal }: CompiledFlow, context: FlowContext): Scope {
  const scope = scopeOf(context)
  const { facts } = context.world
  const hidden = personal.flatMap((name) => masked(name, scope[name]))
  const { email, postcode, phone } = typeof facts === 'object' && facts !== null ? (facts as Scope) : {}
  const known = [...masked('email', email), ...masked('postcode', postcode), ...masked('phone', phone)]
  return {
    ...scope,
    ...Object.fromEntries(hidden),
    ...(known.length > 0 ? { facts: { ...Object(facts), ...Object.fromEntries(known) } } : {}),
  }
}

function masked(name: string, value: unknown): readonly (readonly [string, string])[] {
  return typeof value === 'string' ? [[name, maskPersonal(value)]] : []
}

/** `j•••@example.com`, `•••• 42`, `J••• M•••`: enough to recognise one's own, not enough for anybody else. */
export function maskPersonal(value: string): string {
  const at = value.lastIndexOf('@')
  if (at > 0) return `${value.slice(0, 1)}•••${value.slice(at)}`
  if (/\d/.test(value)) return `••••\u00A0${value.slice(-2)}`
  return value.replace(/(\S)\S*/g, '$1•••')
}

/** The input of a call or a sub-flow: names as they are, or parameter → path or value. */
export function resolveInput(input: unknown, scope: Scope, say: (key: string) => string): Scope {
  if (Array.isArray(input))
    return Object.fromEntries(input.map((name: string) => [name, lookUp(scope, name)]))
  if (typeof input !== 'object' || input === null) return {}
  return Object.fromEntries(
    Object.entries(input).map(([name, source]: [string, unknown]) => {
      if (typeof source === 'string') return [name, lookUp(scope, source)]
      if (typeof source !== 'object' || source === null) return [name, undefined]
      return [
        name,
        'text' in source ? say(String(source.text)) : 'value' in source ? source.value : undefined,
      ]
    }),
  )
}
