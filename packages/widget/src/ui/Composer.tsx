import type { WaitingFor } from '@comptoir/bot-engine'
import type { ComponentType, RefObject, TargetedKeyboardEvent, VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { count, fill } from '../i18n/texts.ts'
import type { Suggestion } from '../search.ts'
import type { AttachProps } from './Attach.tsx'
import { Suggestions } from './Suggestions.tsx'
import { useScene } from './scene.ts'

/** The longest message, in characters: a long e-mail fits. */
export const LONGEST = 4000

export interface ComposerProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly waitingFor: WaitingFor | undefined
  readonly suggest: ((prefix: string) => Promise<readonly Suggestion[]>) | undefined
  readonly onSend: (text: string) => void
  readonly onArticle: (id: string) => void
}

/**
 * Where the customer writes. Enter sends, Shift+Enter begins a line, and an input method keeps its Enter.
 * It never refuses a key and never loses a text: what cannot be sent stays, with a sentence that says why.
 */
export function Composer({ field, waitingFor, suggest, onSend, onArticle }: ComposerProps): VNode {
  const { texts, locale, announce } = useScene()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const [Attach, setAttach] = useState<ComponentType<AttachProps>>()
  const announced = useRef(0)
  const slot = waitingFor?.kind === 'text' ? waitingFor.slot : undefined
  const takesFiles = waitingFor?.kind === 'agent' || slot?.type === 'file'
  const words = texts.composer
  const tooLong = text.length > LONGEST
  const mayMean = slot === undefined && !tooLong && text.trim().length > 2
  const [found, setFound] = useState<readonly Suggestion[]>([])
  const suggestions = mayMean ? found : []
  const sentence = tooLong
    ? fill(words.tooLong, { count: number(text.length, locale), max: number(LONGEST, locale) })
    : problem

  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 2}px`
  }, [text, field])

  useEffect(() => {
    let isNewest = true
    if (mayMean) void suggest?.(text).then((all) => isNewest && setFound(all.slice(0, 4)))
    else setFound([])
    return () => void (isNewest = false)
  }, [text, mayMean, suggest])

  useLayoutEffect(() => {
    if (suggestions.length > 0 && announced.current !== suggestions.length) {
      announce(count(texts.suggestions.count, suggestions.length, locale))
    }
    announced.current = suggestions.length
  }, [suggestions.length])

  useEffect(() => {
    if (takesFiles) import('./Attach.tsx').then((file) => setAttach(() => file.Attach)).catch(() => {})
  }, [takesFiles])

  const submit = (event: Event): void => {
    event.preventDefault()
    if (tooLong) return
    if (text.trim() === '') return setProblem(words.empty)
    onSend(text)
    setText('')
    setProblem('')
    field.current?.focus()
  }
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    // 229: the Enter of an input method in Safari, where isComposing is already false.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event)
    if (event.key === 'ArrowUp' && suggestions.length > 0) {
      event.preventDefault()
      lastSuggestion(event.currentTarget)?.focus()
    }
  }
  const take = (id: string): void => {
    setText('')
    onArticle(id)
  }

  return (
    <form class="composer" onSubmit={submit} noValidate>
      {suggestions.length > 0 && (
        <Suggestions suggestions={suggestions} onTake={take} onLeave={() => field.current?.focus()} />
      )}
      <label class={slot ? 'slot' : 'sr'} for="comptoir-message">
        {slot?.label ?? words.label}
      </label>
      <div class="line">
        <textarea
          id="comptoir-message"
          ref={field}
          rows={1}
          value={text}
          placeholder={slot ? '' : words.placeholder}
          autocomplete={slot?.autocomplete ?? 'off'}
          inputMode={slot?.inputMode ?? 'text'}
          enterkeyhint="send"
          aria-invalid={tooLong}
          aria-describedby={sentence === '' ? undefined : 'comptoir-problem'}
          onInput={(event) => {
            setText(event.currentTarget.value)
            setProblem('')
          }}
          onKeyDown={onKeyDown}
        />
        {takesFiles && Attach && <Attach field={field} tell={setProblem} />}
        <button type="submit" class="send icon" aria-label={words.send} title={words.send} />
      </div>
      <p class="problem" id="comptoir-problem" role="status">
        {sentence}
      </p>
    </form>
  )
}

function lastSuggestion(field: Element): HTMLElement | null | undefined {
  return field.closest('form')?.querySelector('.suggestions button:last-child')
}

function number(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value)
}
