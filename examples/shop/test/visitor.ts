import type { Shop } from '../src/shop.ts'

/** Somebody with a browser: keeps cookies, follows redirects, fills forms. No JavaScript, as the shop needs none. */
export interface Visitor {
  get(path: string): Promise<Visit>
  post(path: string, form?: Readonly<Record<string, string>>): Promise<Visit>
}

export interface Visit {
  /** Where the redirects ended, without the origin. */
  readonly path: string
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** The page's words, tags and scripts removed. */
  readonly text: string
  readonly bytes: Uint8Array
}

const origin = 'http://localhost:3000'

export function visitorOf(shop: Shop): Visitor {
  const cookies = new Map<string, string>()

  const request = async (path: string, init: RequestInit, left = 5): Promise<Visit> => {
    const headers = new Headers(init.headers)
    headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await shop.fetch(new Request(origin + path, { ...init, headers }), '192.0.2.7')
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location && left > 0)
      return request(new URL(location, origin + path).href.slice(origin.length), {}, left - 1)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const html = new TextDecoder().decode(bytes)
    return {
      path,
      status: response.status,
      headers: response.headers,
      html,
      text: wordsOf(html),
      bytes,
    }
  }

  return {
    get: (path) => request(path, {}),
    post: (path, form = {}) =>
      request(path, {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
      }),
  }
}

export function signIn(visitor: Visitor, email: string, password: string): Promise<Visit> {
  return visitor.post('/connexion', { email, password })
}

function wordsOf(html: string): string {
  return html
    .replaceAll(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/[\s\u00A0]+/g, ' ')
}
