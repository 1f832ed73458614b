import { execFile } from 'node:child_process'
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import type { Subject } from './subjects.ts'

const run = promisify(execFile)

/** Where the peers are installed: outside the workspace, kept for the next run. */
export const peersFolder: string = process.env['COMPTOIR_PEERS'] ?? join(tmpdir(), 'comptoir-bench-peers')

/** Installs a peer by npm, unless it is there, and gives its version. */
export async function installed({ npm = '', entry }: Subject): Promise<string> {
  await mkdir(peersFolder, { recursive: true })
  const manifest = join(peersFolder, 'package.json')
  if (!(await exists(manifest))) await writeFile(manifest, '{ "private": true, "type": "module" }\n')
  const packages = [npm, ...(entry ? ['react', 'react-dom'] : [])]
  const found = await Promise.all(packages.map((name) => exists(folderOf(name))))
  if (found.includes(false)) {
    const how = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps']
    await run('npm', [...how, ...packages], { cwd: peersFolder, timeout: 300_000 })
  }
  const { version } = JSON.parse(await readFile(join(folderOf(npm), 'package.json'), 'utf8'))
  return String(version)
}

/** Bundles the module of a subject as a shop's developer would: minified, for production, its styles inside. */
export async function bundled({ name, entry = '' }: Subject): Promise<string> {
  const folder = join(peersFolder, `entry-${name.replace(/\W+/g, '-')}`)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'entry.js'), entry)
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(folder, 'out'),
      emptyOutDir: true,
      rolldownOptions: {
        input: join(folder, 'entry.js'),
        output: { entryFileNames: 'entry.js', assetFileNames: 'entry[extname]', codeSplitting: false },
      },
    },
  })
  const css = await readFile(join(folder, 'out/entry.css'), 'utf8').catch(() => '')
  const code = await readFile(join(folder, 'out/entry.js'), 'utf8')
  const style = `document.head.append(Object.assign(document.createElement('style'),{textContent:${JSON.stringify(css)}}));`
  return css === '' ? code : style + code
}

function folderOf(name: string): string {
  return join(peersFolder, 'node_modules', name)
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
