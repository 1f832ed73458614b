import { Provider } from 'oidc-provider'
import { createServer } from 'node:http'
import { onTestFinished, vi } from 'vitest'

/** What the provider knows of somebody, by the name they sign in with. */
export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export interface OpenIdServer {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Signs somebody in at an address of the provider, as a browser would, and gives where it leads back to. */
  signIn(address: string, login: string): Promise<string>
}

/** A real provider of OpenID Connect on this machine, for one test; it insists on PKCE. */
export async function openProvider(redirectUri: string, people: People): Promise<OpenIdServer> {
  // It tells at length that a test is no production.
  for (const level of ['warn', 'info'] as const) vi.spyOn(console, level).mockImplementation(() => {})
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const client = { clientId: 'comptoir-desk', clientSecret: 'what the provider gave' }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: encodeURIComponent(client.clientSecret),
        redirect_uris: [redirectUri],
      },
    ],
    claims: {
      openid: ['sub', 'amr'],
      profile: ['name'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    scopes: ['openid', 'profile', 'email', 'groups'],
    pkce: { required: () => true },
    cookies: { keys: ['only for this test'] },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...people[sub] }),
    }),
  })
  server.on('request', provider.callback())
  return { issuer, ...client, clientSecret: encodeURIComponent(client.clientSecret), signIn }
}

async function signIn(address: string, login: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = address
  let form: Record<string, string> | undefined
  for (let step = 0; step < 12; step++) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { Cookie: [...cookies].map((one) => one.join('=')).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    form = undefined
    const location = answer.headers.get('location')
    if (location) {
      const next = new URL(location, url)
      if (next.origin !== new URL(address).origin) return next.href
      url = next.href
      continue
    }
    // The provider's own pages: who is it, and may the desk know?
    const page = await answer.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
    url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? url, url).href
    form = prompt === 'login' ? { prompt, login, password: 'any' } : { prompt }
  }
  throw new Error('The provider leads nowhere.')
}
