import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useLanguage } from '../language.tsx'
import { problemText } from '../problem-text.ts'

/** Replaces the one-time password of the first start. */
export function NewPassword({
  onChange,
}: {
  readonly onChange: (current: string, password: string) => Promise<void>
}): JSX.Element {
  const { texts } = useLanguage()
  const [problem, setProblem] = useState('')

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const data = new FormData(event.currentTarget)
    const password = String(data.get('password'))
    if (password.length < 10) {
      setProblem(texts.problem.passwordShort)
      return
    }
    try {
      await onChange(String(data.get('current')), password)
    } catch (error) {
      setProblem(problemText(error, texts))
    }
  }

  return (
    <main class="door">
      <form class="door-form" onSubmit={submit}>
        <p class="brand">{texts.appName}</p>
        <h1>{texts.newPassword.title}</h1>
        <p class="notice">{texts.newPassword.why}</p>
        <label>
          {texts.newPassword.current}
          <input name="current" type="password" autocomplete="current-password" required />
        </label>
        <label>
          {texts.newPassword.password}
          <input
            name="password"
            type="password"
            autocomplete="new-password"
            required
            aria-describedby="password-hint password-problem"
          />
        </label>
        <p class="quiet" id="password-hint">
          {texts.newPassword.hint}
        </p>
        <p class="problem" role="alert" id="password-problem">
          {problem}
        </p>
        <button class="primary" type="submit">
          {texts.newPassword.submit}
        </button>
      </form>
    </main>
  )
}
