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
        [...text.matchAll(/\]\(([^)]*)\)/g)].flatMap(([, address = '']) =>
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
