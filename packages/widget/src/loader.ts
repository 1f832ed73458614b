import type { LoadApp } from './app-contract.ts'
import { install } from './install.ts'

/** Hashed names of the files beside this script, put in by the build. */
declare const COMPTOIR_FILES: Readonly<Record<'app' | 'fr' | 'en', string>>

/**
 * The script tag: `comptoir.js`. Classic script, async, defer, module or injected: it finds its own tag,
 * draws the launcher, answers `window.comptoir` and fetches nothing more until the customer wants it.
 */
if (typeof document === 'object') {
  const tag = document.currentScript || document.querySelector<HTMLElement>('script[src*="comptoir.js"]')
  const src = tag && 'src' in tag ? String(tag.src) : document.baseURI
  const files = COMPTOIR_FILES
  const load: LoadApp = async (locale) => {
    const [app, words] = await Promise.all([
      import(/* @vite-ignore */ new URL(files.app, src).href),
      import(/* @vite-ignore */ new URL(files[locale], src).href),
    ])
    return [app, words.texts]
  }
  install(load, tag ? { ...tag.dataset } : {})
}
