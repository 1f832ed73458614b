// Writes docs/api: every name that a package exports, with its comment and its shape, read from the built types.
// `node scripts/api.mjs` writes the pages; the docs check of `npm test` compares them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './workspace.mjs'

const PACKAGES = ['kb', 'bot-engine', 'widget', 'desk']
const folder = join(root, 'docs', 'api')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(folder, { recursive: true })
  for (const name of PACKAGES) writeFileSync(join(folder, `${name}.md`), referenceOf(name))
}

/** Gives `{ name, problem? }`; the packages must be built. */
export function checkApi() {
  const name = 'docs: the API reference is what the sources say'
  const stale = PACKAGES.filter((pack) => {
    const page = join(folder, `${pack}.md`)
    return !existsSync(page) || readFileSync(page, 'utf8') !== referenceOf(pack)
  })
  return stale.length === 0
    ? { name }
    : {
        name,
        problem: `Not as the sources say: ${stale.map((pack) => `docs/api/${pack}.md`).join(', ')}. Build, then write them anew with "pnpm run api".`,
      }
}

function referenceOf(name) {
  const home = join(root, 'packages', name)
  const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const entries = Object.entries(manifest.exports).filter(([, target]) => typeof target.types === 'string')
  const parts = entries.map(([path, { types }]) => {
    const names = exportsOf(join(home, types))
    const from = path === '.' ? manifest.name : manifest.name + path.slice(1)
    return [`## \`${from}\``, ...[...names.values()].map(entryOf)].join('\n\n')
  })
  return (
    [
      `# ${manifest.name}`,
      `${manifest.description}. Written from the sources by \`pnpm run api\`; the guide is its [README](../../packages/${name}/README.md).`,
      ...parts,
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  )
}

/** What a file of types exports: name → { name, doc, code }, in the order of the file. */
function exportsOf(file) {
  const found = new Map()
  const own = new Map(declarationsOf(file).map((entry) => [entry.name, entry]))
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const all = /^export (?:type )?\* from '(\.[^']+)'/.exec(line)
    if (all) for (const entry of exportsOf(beside(file, all[1])).values()) found.set(entry.name, entry)
    const some = /^export (?:type )?\{ ([^}]*) \}(?: from '(\.[^']+)')?;/.exec(line)
    if (some) {
      const source = some[2] ? exportsOf(beside(file, some[2])) : own
      for (const item of some[1].split(', ')) {
        const [name, as = name] = item.replace(/^type /, '').split(' as ')
        const entry = source.get(name)
        if (entry) found.set(as, { ...entry, name: as })
      }
    }
    const declared = nameIn(line)
    if (declared && line.startsWith('export ')) found.set(declared, own.get(declared))
  }
  return found
}

function beside(file, target) {
  return join(dirname(file), target.replace(/\.tsx?$/, '.d.ts'))
}

/** Statements of a file: each begins at the left edge, with its comment above. */
function declarationsOf(file) {
  const found = []
  let doc = []
  let open
  let inDoc = false
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('/**')) {
      open = undefined
      doc = []
      inDoc = true
    }
    if (inDoc) {
      doc.push(line)
      inDoc = !line.includes('*/')
      continue
    }
    const name = nameIn(line)
    if (name) {
      const before = found.find((entry) => entry.name === name)
      open = before ?? { name, doc, code: [] }
      if (!before) found.push(open)
      doc = []
    } else if (/^(?:import|export|\/\/#)/.test(line)) open = undefined
    open?.code.push(line)
  }
  return found
}

function nameIn(line) {
  return /^(?:export )?(?:declare )?(?:abstract )?(?:function|const|class|interface|type) (\w+)/.exec(
    line,
  )?.[1]
}

function entryOf({ name, doc, code }) {
  const declaration = code
    .join('\n')
    .replace(/^export (?:declare )?/gm, '')
    .replace(/^declare /gm, '')
    .trimEnd()
  return [`### \`${name}\``, proseOf(doc), `\`\`\`ts\n${declaration}\n\`\`\``].filter(Boolean).join('\n\n')
}

/** A comment as Markdown: its text, then what goes in, comes out and is thrown, then the example. */
function proseOf(doc) {
  const text = doc
    .map((line) => line.replace(/^\s*\/?\*+\/? ?/, '').replace(/\s*\*\/$/, ''))
    .join('\n')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .trim()
  const [prose = '', ...tags] = text.split(/^@(?=\w)/m)
  const lines = tags.map((tag) => {
    const [, kind, rest = ''] = /^(\w+)\s*([^]*)$/.exec(tag.trim()) ?? []
    if (kind === 'example') return rest.includes('```') ? rest.trim() : `\`\`\`ts\n${rest.trim()}\n\`\`\``
    const told = rest.replaceAll(/\s*\n\s*/g, ' ')
    if (kind === 'param') return `- ${told.replace(/^(\w+)\s*/, '`$1`: ')}`
    return `- ${kind}: ${told}`
  })
  return [prose.trim(), ...lines].filter(Boolean).join('\n\n')
}
