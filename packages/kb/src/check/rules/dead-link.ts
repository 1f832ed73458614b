import type { Rule } from '../rule.ts'
import { linksOf } from '../links.ts'

/** Links to pages and anchors of the shop that do not exist, when a sitemap or the site's folder is given. */
export const deadLink: Rule = {
  id: 'dead-link',
  check({ languages }, report, { site }) {
    if (!site) return
    for (const { articles, news } of languages) {
      for (const { value, file, path } of [...articles, ...news]) {
        for (const link of linksOf(value)) {
          if (link.image) continue
          const target = site.follow(link.address.trim())
          if (target.kind === 'ok' || target.kind === 'elsewhere') continue
          const place = { file, path: `${path}.${link.path}`, index: link.start }
          const near = target.near
          const values = { address: link.address, near: near ?? '' }
          const edits =
            near === undefined ? undefined : [file.editText(place.path, link.start, link.end, near)]
          if (target.kind === 'no-anchor') report(place, 'dead-link.anchor', values, edits)
          else if (near === undefined) report(place, 'dead-link', values)
          else report(place, 'dead-link.near', values, edits)
        }
      }
    }
  },
}
