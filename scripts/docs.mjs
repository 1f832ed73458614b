// Follows every relative link of the Markdown pages: each must lead to a file of the repository.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './workspace.mjs'

const foreign = new Set(['node_modules', 'dist', 'coverage', '.comptoir', '.git'])

/** Gives `{ name, problem? }`; a problem lists `file:line  target`. */
export function checkDocs() {
  const pages = pagesBelow('')
  const dead = pages.flatMap((page) => deadLinks(page, readFileSync(join(root, page), 'utf8')))
  const name = `docs: ${pages.length} pages, every link leads to a file`
  if (deadLinks('README.md', '[planted](no/such/file.md)').length !== 1)
    return { name, problem: 'The planted dead link was not found.' }
  return dead.length === 0 ? { name } : { name, problem: dead.join('\n') }
}

/** Every Markdown page below a folder, but those of packages and of what was built. */
function pagesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return foreign.has(entry.name) ? [] : pagesBelow(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

/** Relative links of a page that lead nowhere, outside code blocks. */
function deadLinks(page, text) {
  let code = false
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) code = !code
    if (code) return []
    return [...line.replaceAll(/`[^`]*`/g, '').matchAll(/\]\(([^)\s#]+)(#[^)]*)?\)/g)]
      .map(([, target]) => target)
      .filter((target) => !/^([a-z]+:|\/)/i.test(target))
      .filter((target) => !existsSync(join(root, dirname(page), decodeURI(target))))
      .map((target) => `${page}:${index + 1}  ${target}`)
  })
}
