import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where `vite build` puts the console: `dist/console` of this package, from its sources as from its build. */
const folder = fileURLToPath(new URL('../dist/console/', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Nothing but our own files, no inline script or style, no frame around it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const pageHeaders = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex',
}

/**
 * A file of the console: the page for an empty path, in the language that the browser asks for, or one of its
 * assets. `undefined` where there is none.
 *
 * @param path below `/console/`, e.g. `assets/index-3f9a.js`
 */
export async function consoleFile(
  path: string,
  acceptLanguage: string | null,
): Promise<Response | undefined> {
  const name = path === '' ? 'index.html' : path
  const type = types[extname(name)]
  if (!type || !/^(assets\/)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(name)) return undefined
  const content = await readFile(join(folder, name)).catch(() => undefined)
  if (!content) return undefined
  const isPage = name === 'index.html'
  const body = isPage
    ? content.toString('utf8').replace('<html lang="fr">', `<html lang="${languageOf(acceptLanguage)}">`)
    : content
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      ...pageHeaders,
      'Content-Type': type,
      'Cache-Control': isPage ? 'no-store' : 'public, max-age=31536000, immutable',
      ...(isPage ? { Vary: 'Accept-Language' } : {}),
    },
  })
}

/** `fr` or `en`, whichever the browser likes better. */
function languageOf(acceptLanguage: string | null): 'fr' | 'en' {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/;\s*q=/)
      return {
        language: tag.slice(0, 2).toLowerCase(),
        weight: weight === undefined ? 1 : Number(weight) || 0,
      }
    })
    .filter(({ language }) => language === 'fr' || language === 'en')
    .sort((one, other) => other.weight - one.weight)
  return wanted[0]?.language === 'en' ? 'en' : 'fr'
}
