import { fileURLToPath } from 'node:url'
import { build, defaultClientConditions, defineConfig } from 'vite'
import type { InlineConfig, Plugin, PluginOption } from 'vite'
import { asciiOnly } from './build/ascii-only.ts'
import { flowFiles } from './build/flow-files.ts'
import { writeInventory } from './build/inventory.ts'
import { nameFile } from './build/name-file.ts'
import { leaveOut } from './build/leave-out.ts'
import { lookAlikesOnDemand } from './build/look-alikes-on-demand.ts'
import { writeLicences } from './build/licences.ts'
import { plainNamespaces } from './build/plain-namespaces.ts'
import { preactSources } from './build/preact-sources.ts'
import { reportSizes } from './build/size-report.ts'
import { smaller } from './build/smaller.ts'
import { sturdyRealm } from './build/sturdy-realm.ts'
import { sweepEarlierBuild } from './build/sweep.ts'
import { copyTypeWords } from './build/type-words.ts'
import { unused } from './build/unused.ts'

/**
 * Builds, into `dist`:
 * - the panel, the conversation and the words of each language, as chunks with hashed names;
 * - `comptoir.js`, the script tag, which knows the names of those chunks;
 * - `index.js` for bundlers, with its own chunks under `npm/`;
 * - `inventory.json`, `LICENCES.txt`, and the sizes on the screen.
 */
export default defineConfig(({ command }) =>
  command === 'build' ? forBrowsers(process.env['COMPTOIR_OUT']) : {},
)

const root = fileURLToPath(new URL('.', import.meta.url))
const source = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url))

/** What every file has in common. The browsers are those of Safari 16.4 and its contemporaries. */
function common(outDir: string, plugins: PluginOption[] = []): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { conditions: ['@comptoir/source', ...defaultClientConditions] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [...plugins, sturdyRealm(), asciiOnly()],
    build: {
      outDir,
      emptyOutDir: false,
      target: ['safari16.4', 'chrome111', 'firefox114'],
      // The style sheets use nothing newer; a higher mark only keeps the minifier from adding crutches.
      cssTarget: ['safari17.5', 'chrome123', 'firefox121'],
      modulePreload: false,
      reportCompressedSize: false,
      copyPublicDir: false,
    },
  }
}

function forBrowsers(outDir = fileURLToPath(new URL('dist', import.meta.url))): InlineConfig {
  const config = common(outDir, [
    sweepEarlierBuild(outDir),
    flowFiles(),
    lookAlikesOnDemand(),
    leaveOut(unused),
    preactSources(),
    plainNamespaces(),
    nameFile(SEARCH, /widget\/src\/search-worker\.ts$/),
    smaller(),
    theRest(outDir),
  ])
  return {
    ...config,
    define: { [SEARCH]: JSON.stringify(SEARCH) },
    build: {
      ...config.build,
      // Without this mode every import() is wrapped to preload what it needs, for 450 bytes.
      lib: {
        entry: { app: source('app.tsx'), fr: source('i18n/fr.ts'), en: source('i18n/en.ts') },
        formats: ['es'],
      },
      rolldownOptions: {
        // What the conversation needs of the panel is taken from it, instead of from one file more.
        preserveEntrySignatures: 'allow-extension',
        output: {
          format: 'es',
          codeSplitting: {
            groups: [
              { name: 'app', test: /src\/app\.tsx$/, priority: 2 },
              { name: 'conversation', test: FETCHED_WITH_THE_ENGINE, priority: 1 },
              { name: 'flow-runner', test: /bot-engine\/src\/flow-runner\.ts$/ },
            ],
          },
          minify: true,
          entryFileNames: '[name]-[hash].js',
          chunkFileNames: ({ name, facadeModuleId }) =>
            `${nameOfData(facadeModuleId ?? '') ?? name}-[hash].js`,
        },
      },
    },
  }
}

/** Stands for the name of the file that a search thread is started with, until that is known. */
const SEARCH = 'COMPTOIR_SEARCH'

/** The engine, with what several files would share otherwise: it is there before any of them. */
const FETCHED_WITH_THE_ENGINE =
  /widget\/src\/(?:conversation\.ts|ui\/Picture\.tsx)$|bot-engine\/src\/is-message\.ts$|rolldown\/runtime/

/** A lexicon is fetched with the FAQ: named so that it shows. */
function nameOfData(module: string): string | undefined {
  const lexicon = /\/kb\/lexicon\/(\w+)\.json/.exec(module)
  return lexicon ? `lexicon.${lexicon[1]}` : undefined
}

/** When the chunks have their names: the script tag, the bundlers' entry, inventory and sizes. */
function theRest(outDir: string): Plugin {
  const files: Record<string, string> = {}
  return {
    name: 'comptoir-rest',
    writeBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && file.isEntry) files[file.name] = file.fileName
      }
    },
    async closeBundle() {
      await build(scriptTag(outDir, files))
      await build(forBundlers(outDir))
      await writeInventory(outDir)
      await writeLicences(outDir)
      await copyTypeWords(outDir)
      await reportSizes(outDir)
    },
  }
}

function scriptTag(outDir: string, files: Readonly<Record<string, string>>): InlineConfig {
  const config = common(outDir, [smaller(2018)])
  return {
    ...config,
    define: { COMPTOIR_FILES: JSON.stringify(files) },
    build: {
      ...config.build,
      // Browsers that are too old for the rest have to be able to read this file, to leave the contact links.
      target: ['safari11.1', 'chrome63', 'firefox67'],
      rolldownOptions: {
        input: { comptoir: source('loader.ts') },
        output: { format: 'iife', entryFileNames: '[name].js' },
      },
    },
  }
}

/** The bundler of a shop brings Preact, the engine and the knowledge base itself, once for everything. */
function forBundlers(outDir: string): InlineConfig {
  const config = common(outDir)
  return {
    ...config,
    define: { [SEARCH]: 'undefined' },
    build: {
      ...config.build,
      minify: false,
      lib: { entry: { index: source('index.ts'), testing: source('testing.ts') }, formats: ['es'] },
      rolldownOptions: {
        external: [/^preact(?:$|\/)/, /^@comptoir\//, 'idb-keyval'],
        preserveEntrySignatures: 'exports-only',
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'npm/[name]-[hash].js' },
      },
    },
  }
}
