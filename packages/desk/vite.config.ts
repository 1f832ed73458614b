import { defineConfig } from 'vite'

/** Builds the console's page into `dist/console`, from where the service serves it under any base path. */
export default defineConfig({
  root: 'console',
  base: './',
  resolve: { conditions: ['@comptoir/source', 'module', 'browser', 'production'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    // The policy of the page allows no inline script, and the browsers that run it need no polyfill.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2022',
  },
})
