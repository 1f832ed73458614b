/**
 * Where something that came as a flow has not even the outline of one, and what was expected there; nothing where it
 * has. The schema says more, to who writes flows; this is for the log of who is handed one.
 */
export function faultOfOutline(flow: unknown): string | undefined {
  if (!isObject(flow)) return 'expected an object.'
  const { steps } = flow
  if (!Array.isArray(steps)) return 'steps: expected a list of steps.'
  const odd = steps.findIndex((step) => !isObject(step))
  return odd < 0 ? undefined : `steps[${odd}]: expected an object with one verb.`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
