import { actLevels, type ActName } from '@comptoir/bot-engine'
import { actKey, shopActInputs, type ShopActInput } from '../schema/acts.ts'
import { check, strict } from '../schema/schema.ts'

/** An act as it was asked, checked. */
export type ActRequest = {
  readonly [Name in ActName]: {
    readonly name: Name
    readonly key: string
    readonly input: ShopActInput<Name>
  }
}[ActName]

/**
 * Reads the body of `POST {base}/acts/{name}`, for shops in Node. Gives `undefined` for an act that the contract does
 * not know (404), and a sentence about the first thing that does not fit (400).
 *
 * @example
 * const asked = readActRequest('unsubscribe', { key: 'k-1', input: { email: 'jeanne@exemple.fr' } })
 * // { name: 'unsubscribe', key: 'k-1', input: { email: 'jeanne@exemple.fr' } }
 */
export function readActRequest(
  name: string,
  body: unknown,
): ActRequest | { readonly misfit: string } | undefined {
  if (!isActName(name)) return undefined
  const schema = strict<{ key: string; input: object }>({ key: actKey, input: shopActInputs[name] })
  const checked = check(schema, body, 'body')
  if ('misfit' in checked) return { misfit: checked.misfit.message }
  // The input fits the schema of the act of that name.
  return { name, ...checked.value } as ActRequest
}

function isActName(name: string): name is ActName {
  return Object.hasOwn(actLevels, name)
}
