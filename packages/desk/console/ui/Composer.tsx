import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLanguage } from '../language.tsx'

export interface ComposerProps {
  readonly onSend: (text: string) => void
  /** Resolves when it is handed in, or was refused. */
  readonly onFile: (file: File) => Promise<void>
  /** Called when the agent begins to type, now and then while they do, and when they stop. */
  readonly onTyping: (on: boolean) => void
  /** The agent has just taken the conversation: the place to write is where they go next. */
  readonly focus: boolean
}

/** While the agent types, the customer is told again after so long; and that they stopped after so long without a key. */
const againMs = 4000
const stoppedMs = 5000

/** Where the agent writes: Enter sends, Shift + Enter begins a new line. */
export function Composer({ onSend, onFile, onTyping, focus }: ComposerProps): JSX.Element {
  const { texts } = useLanguage()
  const [text, setText] = useState('')
  const toldAt = useRef(0)
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [handingIn, setHandingIn] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const stop = (): void => {
    clearTimeout(timer.current)
    if (toldAt.current > 0) onTyping(false)
    toldAt.current = 0
  }
  useEffect(() => {
    if (focus) field.current?.focus()
    return () => clearTimeout(timer.current)
  }, [])

  const write = (value: string): void => {
    setText(value)
    if (value === '') {
      stop()
      return
    }
    const now = Date.now()
    if (now - toldAt.current > againMs) {
      toldAt.current = now
      onTyping(true)
    }
    clearTimeout(timer.current)
    timer.current = setTimeout(stop, stoppedMs)
  }

  const send = (): void => {
    const said = text.trim()
    if (said === '') return
    stop()
    setText('')
    onSend(said)
  }

  const handIn = async (files: readonly File[]): Promise<void> => {
    setHandingIn(true)
    for (const file of files) await onFile(file)
    setHandingIn(false)
    field.current?.focus()
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label for="answer">{texts.composer.label}</label>
      <textarea
        ref={field}
        id="answer"
        rows={2}
        maxLength={4000}
        value={text}
        aria-describedby="answer-hint"
        onPaste={(event) => {
          const files = [...(event.clipboardData?.files ?? [])]
          if (files.length === 0) return
          event.preventDefault()
          void handIn(files)
        }}
        onInput={({ currentTarget }) => write(currentTarget.value)}
        onKeyDown={(event) => {
          // Enter that ends a composition (accents, Japanese) belongs to the input method.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <p class="quiet hint" id="answer-hint">
        {texts.composer.hint}
      </p>
      <input
        ref={picker}
        type="file"
        accept="image/jpeg,image/png,image/webp,application/pdf"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          void handIn([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      <button type="button" aria-busy={handingIn} onClick={() => picker.current?.click()}>
        {handingIn ? texts.composer.attaching : texts.composer.attach}
      </button>
      <button type="submit" class="primary">
        {texts.composer.send}
      </button>
    </form>
  )
}
