import type { FlowRule } from '../flow-rule.ts'
import { placeholdersOf, rootOf } from '../known-names.ts'

/** Personal data in the address of a link, from where it goes into logs and histories. */
export const personalDataInAddress: FlowRule = {
  id: 'personal-data-in-address',
  find({ flow, texts }) {
    const personal = new Set([
      'facts',
      ...Object.entries(flow.slots ?? {}).flatMap(([name, { pii }]) => (pii ? [name] : [])),
    ])
    return [...texts].flatMap(([locale, own]) =>
      Object.entries(own).flatMap(([key, text]) =>
        addressesIn(key, text).flatMap((address) =>
          placeholdersOf(address)
            .filter(({ path }) => personal.has(rootOf(path)))
            .map(({ path }) => ({
              locale,
              path: key,
              sentence: `{${path}} is personal data and must not stand in the address of a link.`,
            })),
        ),
      ),
    )
  },
}

/** The addresses of links in a text; a text under such a key is one itself. */
function addressesIn(key: string, text: string): readonly string[] {
  if (/\.(?:href|image|video|captions)$/.test(key)) return [text]
  return [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, address = '']) => address)
}
