import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { RefusedError } from '../agent-client.ts'
import { useLanguage } from '../language.tsx'
import { problemText } from '../problem-text.ts'
import { fill } from '../texts.ts'

export interface SignInProps {
  /** A session was there and has ended. */
  readonly ended: boolean
  /** How people sign in here; until it is known, and where it cannot be asked, with passwords. */
  readonly ways: () => Promise<{ readonly passwords: boolean; readonly provider?: string }>
  readonly onSignIn: (login: string, password: string, code?: string) => Promise<void>
}

export function SignIn({ ended, ways, onSignIn }: SignInProps): JSX.Element {
  const { texts } = useLanguage()
  // Whoever comes back from the provider without having been let in is told so.
  const wasRefused = new URLSearchParams(location.search).has('refused')
  const [problem, setProblem] = useState(wasRefused ? texts.signIn.refused : '')
  const [{ passwords, provider }, setWays] = useState<Awaited<ReturnType<SignInProps['ways']>>>({
    passwords: true,
  })
  const [busy, setBusy] = useState(false)
  // The field appears once the desk has said that this person has an authenticator app.
  const [asksCode, setAsksCode] = useState(false)

  useEffect(() => void ways().then(setWays, () => {}), [])

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const data = new FormData(event.currentTarget)
    setBusy(true)
    setProblem('')
    try {
      const code = data.get('code')
      await onSignIn(String(data.get('login')), String(data.get('password')), code ? String(code) : undefined)
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'DESK-124') setAsksCode(true)
      setProblem(problemText(error, texts))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main class="door">
      <form class="door-form" onSubmit={submit}>
        <p class="brand">{texts.appName}</p>
        <h1>{texts.signIn.title}</h1>
        {ended && <p class="notice">{texts.signIn.ended}</p>}
        {passwords && (
          <>
            <label>
              {texts.signIn.login}
              <input name="login" autocomplete="username" autocapitalize="none" required />
            </label>
            <label>
              {texts.signIn.password}
              <input name="password" type="password" autocomplete="current-password" required />
            </label>
            {asksCode && (
              <label>
                {texts.signIn.code}
                <input name="code" inputMode="numeric" autocomplete="one-time-code" required />
              </label>
            )}
          </>
        )}
        <p class="problem" role="alert">
          {problem}
        </p>
        {passwords && (
          <button class="primary" type="submit" disabled={busy}>
            {texts.signIn.submit}
          </button>
        )}
        {provider !== undefined && (
          <a class="primary" href="../agent/openid">
            {fill(texts.signIn.provider, { provider })}
          </a>
        )}
      </form>
    </main>
  )
}
