import { defineConfig } from 'vitest/config'

/** Packages are imported by name from their sources: no build comes before a test. */
const conditions = ['@comptoir/source']
const fromSources = {
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: [...conditions, 'module', 'node', 'development|production'] } },
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
}
const happyDom = {
  environment: 'happy-dom',
  // Without it happy-dom sends CORS preflights that MSW has no handler for.
  environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
}

/** What a test waits for may have to wait for the machine: how long that takes says nothing. */
const expectation = { poll: { timeout: 30_000 } }

/** Every core has a file to work at; a test that waits for nothing may still have to wait for the machine. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000, expect: expectation, maxWorkers: '100%' }

export default defineConfig({
  test: {
    projects: [
      {
        ...fromSources,
        test: { name: 'kb', ...patient, include: ['packages/kb/test/**/*.test.ts'] },
      },
      {
        ...fromSources,
        test: { name: 'bot-engine', ...patient, include: ['packages/bot-engine/test/**/*.test.ts'] },
      },
      {
        ...fromSources,
        test: {
          name: 'widget',
          ...patient,
          include: ['packages/widget/test/**/*.test.{ts,tsx}'],
          exclude: ['**/*.browser.test.ts'],
          ...happyDom,
        },
      },
      {
        ...fromSources,
        test: {
          name: 'desk',
          ...patient,
          globalSetup: 'packages/desk/test/postgres-server.ts',
          include: ['packages/desk/test/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
        },
      },
      {
        ...fromSources,
        test: {
          name: 'console',
          ...patient,
          include: ['packages/desk/test/console/**/*.test.tsx'],
          ...happyDom,
        },
      },
      {
        ...fromSources,
        test: {
          name: 'shop',
          ...patient,
          include: ['examples/shop/test/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
        },
      },
      {
        ...fromSources,
        test: {
          name: 'chromium',
          include: ['examples/shop/test/**/*.browser.test.ts', 'packages/*/test/**/*.browser.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: expectation,
          // Two processes, each with one browser for all of its files, after everything else.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
