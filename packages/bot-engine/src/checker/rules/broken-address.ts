import { checkText } from '@comptoir/kb/text-rules'
import type { FlowFinding, FlowRule } from '../flow-rule.ts'

const LINK = /^(?:https?:\/\/[^\s/]|\/(?!\/)|#|\{|mailto:\S|tel:\+?\d)/
const PAGE = 'a page of the shop such as /mon-compte, or https, mailto or tel'

/** Keys under which a text is an address, and what it may begin with. */
const ADDRESSES: readonly (readonly [key: RegExp, address: RegExp, expected: string])[] = [
  [/\.href$/, LINK, PAGE],
  [
    /\.(?:image|video|captions)$/,
    /^(?:https:\/\/[^\s/]|\/(?!\/)|\{)/,
    'a file of the shop such as /aide/1.png, or https',
  ],
]

/** An address that nothing will open, or that costs whoever calls it. */
export const brokenAddress: FlowRule = {
  id: 'broken-address',
  find: ({ texts }) =>
    [...texts].flatMap(([locale, own]) =>
      Object.entries(own).flatMap(([key, text]): readonly FlowFinding[] => {
        const [, address, expected] = ADDRESSES.find(([pattern]) => pattern.test(key)) ?? []
        if (!address)
          return linksIn(text).flatMap((link) =>
            LINK.test(link) ? [] : [opensNothing(locale, key, link, PAGE)],
          )
        if (!address.test(text) || /\s/.test(text)) return [opensNothing(locale, key, text, expected)]
        // A link is checked as the texts that hold one are.
        return checkText(`[Nelvet](${text})`, { locale, skip: ['placeholder'] }).map(
          ({ rule, sentence }) => ({
            locale,
            path: key,
            sentence: `${sentence} (${rule})`,
          }),
        )
      }),
    ),
}

/** The addresses of the links that a text would like to have. */
function linksIn(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^()\s]*)/g)].map(([, address = '']) => address)
}

function opensNothing(
  locale: string,
  key: string,
  address: string,
  expected: string | undefined,
): FlowFinding {
  return { locale, path: key, sentence: `"${address}" opens nothing: expected ${expected}.` }
}
