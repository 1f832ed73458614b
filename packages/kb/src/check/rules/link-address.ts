import { safeAddress } from '../../safe-address.ts'
import type { Rule } from '../rule.ts'
import { linksOf } from '../links.ts'

/** Addresses that no browser would follow as meant. */
export const linkAddress: Rule = {
  id: 'link-address',
  check({ languages }, report) {
    for (const { articles, news } of languages) {
      for (const { value, file, path } of [...articles, ...news]) {
        for (const link of linksOf(value)) {
          const place = { file, path: `${path}.${link.path}`, index: link.start }
          const address = link.address.trim()
          const mended = mend(address)
          const edits =
            mended === undefined ? undefined : [file.editText(place.path, link.start, link.end, mended)]
          if (address === '') report(place, 'link-address.empty', { text: link.text ?? '' })
          else if (mended !== undefined) report(place, 'link-address.mended', { address, mended }, edits)
          else if (safeAddress(address) === undefined) report(place, 'link-address.unsafe', { address })
          else if (!/^(?:[/#?]|[^/?#]*:)/.test(address)) report(place, 'link-address.relative', { address })
          else if (link.text?.trim() === '' && !link.image) report(place, 'link-address.no-text', { address })
        }
      }
    }
  },
}

/** What was meant, where only one thing can be. */
function mend(address: string): string | undefined {
  if (/^www\.[^\s/]+\.[a-z]{2,}/i.test(address)) return `https://${address}`
  if (/^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(address)) return `mailto:${address}`
  if (/^\+?\d[\d .-]{7,18}$/.test(address)) return `tel:${address.replace(/[ .-]/g, '')}`
  const typo = /^(?:h?t?tps?[:;]?\/{1,3}|https?[:;]\/?)(?=[\w-]+\.[\w.-]+)/i.exec(address)?.[0]
  if (typo !== undefined && !/^https?:\/\/$/i.test(typo)) return `https://${address.slice(typo.length)}`
  if (/^\/{2,}(?=[\w-]+(?:\/|$))/.test(address)) return `/${address.replace(/^\/+/, '')}`
  if (/^[\\/][\w\\/-]+$/.test(address) && address.includes('\\')) return address.replaceAll('\\', '/')
  const encoded = address.replace(/[\s\u00a0]+/g, '%20')
  return encoded !== address && /^(?:\/|https?:\/\/)/.test(address) ? encoded : undefined
}
