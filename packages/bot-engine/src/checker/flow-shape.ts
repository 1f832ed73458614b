/** Where a value has not the shape that the schema asks for. */
export interface ShapeFault {
  readonly path: string
  readonly expected: string
}

type Schema = Readonly<Record<string, unknown>>

/**
 * Holds a value to a JSON Schema, as far as `flow.schema.json` goes, and says in the schema's own words
 * (`errorMessage`) what was expected. Of several shapes it takes the one whose required fields are there, so that
 * a mistake in a step is told where it is, and not as "none of eighteen shapes".
 */
export function faultsOfShape(schema: object, subject: unknown): readonly ShapeFault[] {
  const root = schema as Schema
  const faults: ShapeFault[] = []
  check(root, subject, '')
  return faults

  function fault(path: string, part: Schema, otherwise: string): void {
    faults.push({
      path,
      expected: typeof part['errorMessage'] === 'string' ? part['errorMessage'] : otherwise,
    })
  }

  function check(given: Schema, found: unknown, path: string): void {
    const part = resolve(given)
    if (Array.isArray(part['oneOf'])) return checkOneOf(part, part['oneOf'] as readonly Schema[], found, path)
    if (Array.isArray(part['enum']) && !part['enum'].includes(found))
      return fault(path, part, `one of ${part['enum'].join(', ')}`)
    const types = [part['type']].flat().filter((type) => typeof type === 'string')
    if (types.length > 0 && !types.some((type) => isType(type, found)))
      return fault(path, part, types.join(' or '))
    if (typeof found === 'string') checkString(part, found, path)
    if (typeof found === 'number') checkNumber(part, found, path)
    if (Array.isArray(found)) checkList(part, found, path)
    else if (typeof found === 'object' && found !== null) checkObject(part, found, path)
  }

  function resolve(part: Schema): Schema {
    const name = /^#\/\$defs\/(.+)$/.exec(String(part['$ref']))?.[1]
    if (name === undefined) return part
    const { $ref: _, ...own } = part
    return { ...resolve((root['$defs'] as Readonly<Record<string, Schema>>)[name] ?? {}), ...own }
  }

  function checkOneOf(part: Schema, shapes: readonly Schema[], found: unknown, path: string): void {
    const meant = shapes.map(resolve).filter((shape) => hasRequired(shape, found))
    const fitting = meant.filter((shape) => faultsIn(shape, found).length === 0)
    if (fitting.length === 1) return
    const [only] = meant
    if (meant.length === 1 && only) return check(only, found, path)
    fault(path, part, 'another shape')
  }

  function faultsIn(shape: Schema, found: unknown): readonly ShapeFault[] {
    const before = faults.length
    check(shape, found, '')
    return faults.splice(before)
  }

  function checkString(part: Schema, found: string, path: string): void {
    const { pattern, minLength, maxLength } = part
    const long = typeof maxLength === 'number' && found.length > maxLength
    const short = typeof minLength === 'number' && found.length < minLength
    const odd = typeof pattern === 'string' && !new RegExp(pattern, 'u').test(found)
    if (long || short || odd) fault(path, part, 'another text')
  }

  function checkNumber(part: Schema, found: number, path: string): void {
    const { minimum, maximum } = part
    if ((typeof minimum === 'number' && found < minimum) || (typeof maximum === 'number' && found > maximum))
      fault(path, part, 'another number')
  }

  function checkList(part: Schema, found: readonly unknown[], path: string): void {
    if (typeof part['minItems'] === 'number' && found.length < part['minItems'])
      return fault(path, part, 'at least one entry')
    if (part['items'])
      found.forEach((entry, index) => check(part['items'] as Schema, entry, `${path}[${index}]`))
  }

  function checkObject(part: Schema, found: object, path: string): void {
    const properties = (part['properties'] ?? {}) as Readonly<Record<string, Schema>>
    const names = Object.keys(found)
    const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
    for (const name of (part['required'] ?? []) as readonly string[]) {
      if (!names.includes(name)) faults.push({ path, expected: `"${name}"${path === '' ? '' : ' here'}` })
    }
    if (typeof part['minProperties'] === 'number' && names.length < part['minProperties'])
      fault(path, part, 'at least one field')
    const naming = part['propertyNames'] as Schema | undefined
    for (const name of names) {
      if (naming && faultsIn(naming, name).length > 0)
        faults.push({ path: at(name), expected: 'a name of letters, digits, "-" and "_"' })
      const value: unknown = Reflect.get(found, name)
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (own) check(own, value, at(name))
      else if (part['additionalProperties'] === false) {
        faults.push({
          path: at(name),
          expected: `no "${name}" here; known are ${Object.keys(properties).join(', ')}`,
        })
      } else if (typeof part['additionalProperties'] === 'object')
        check(part['additionalProperties'] as Schema, value, at(name))
    }
  }
}

function hasRequired(shape: Schema, found: unknown): boolean {
  const required = (shape['required'] ?? []) as readonly string[]
  const types = [shape['type']].flat()
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    return types.some((type) => isType(String(type), found))
  return types.includes('object') && required.every((name) => Object.hasOwn(found, name))
}

function isType(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'null') return value === null
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
