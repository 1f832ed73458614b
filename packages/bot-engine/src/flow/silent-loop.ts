/** The part of a machine's states that matters here. */
type States = Readonly<Record<string, { readonly always?: readonly { readonly target?: string }[] }>>

/**
 * Finds states that lead to one another without ever waiting for an event. XState runs such a loop for ever,
 * and with it the page. Gives the names of one loop, in order, or nothing.
 */
export function findSilentLoop(states: States): readonly string[] | undefined {
  const done = new Set<string>()
  for (const start of Object.keys(states)) {
    const loop = walk(start, [])
    if (loop) return loop
  }
  return undefined

  function walk(state: string, path: readonly string[]): readonly string[] | undefined {
    const met = path.indexOf(state)
    if (met >= 0) return [...path.slice(met), state]
    if (done.has(state)) return undefined
    for (const { target } of states[state]?.always ?? []) {
      const loop = target === undefined ? undefined : walk(target, [...path, state])
      if (loop) return loop
    }
    done.add(state)
    return undefined
  }
}
