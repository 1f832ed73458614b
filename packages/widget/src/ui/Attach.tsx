import type { UploadedFile } from '@comptoir/bot-engine'
import type { RefObject, VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { attachTexts } from '../i18n/attach.ts'
import { fill } from '../i18n/texts.ts'
import { readFile } from './read-file.ts'
import { useScene } from './scene.ts'

export interface AttachProps {
  /** The field beside it: files may be pasted there, and dropped anywhere on the panel. */
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** Says a sentence under the field, and to screen readers. */
  readonly tell: (sentence: string) => void
}

/** What is taken. A telephone offers its camera too, and gives its photos as JPEG. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf'

const PAPER_CLIP =
  "path('M16.5 6v10.5a4.5 4.5 0 0 1-9 0V5.2a3.2 3.2 0 0 1 6.4 0v10.3a1.9 1.9 0 0 1-3.8 0V6h1.6v9.5a.3.3 0 0 0 .6 0V5.2a1.6 1.6 0 0 0-3.2 0v11.3a2.9 2.9 0 0 0 5.8 0V6z')"

/** A button with which a picture or a PDF is handed in, one after the other; pasting and dropping do the same. */
export function Attach({ field, tell }: AttachProps): VNode {
  const { locale, upload, send, announce } = useScene()
  const words = attachTexts[locale]
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)

  const queue = useRef(Promise.resolve())
  /** What comes while another one is on its way waits for its turn. */
  const handIn = (files: readonly File[]): void => {
    queue.current = queue.current.then(() => handInAll(files))
  }

  const handInAll = async (files: readonly File[]): Promise<void> => {
    setBusy(true)
    for (const file of files) {
      tell(fill(words.sending, { name: file.name }))
      const problem = await handInOne(file)
      tell(problem ?? '')
      if (problem !== undefined) break
      announce(fill(words.sent, { name: file.name }))
    }
    setBusy(false)
    field.current?.focus()
  }

  /** Gives what went wrong, as a sentence. */
  const handInOne = async (file: File): Promise<string | undefined> => {
    let kept: UploadedFile
    try {
      kept = await upload(await readFile(file))
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
      return code === 'invalid' ? words.invalid : code === 'refused' ? words.full : words.failed
    }
    send({ type: 'FILE.ATTACH', ...kept })
    return undefined
  }

  // The listeners are set once; what they call is today's.
  const latest = useRef(handIn)
  latest.current = handIn
  useLayoutEffect(() => {
    const panel = field.current?.form?.parentElement
    if (!panel) return
    const life = new AbortController()
    const { signal } = life
    const mark = (on: boolean): void => {
      panel.style.outline = on ? '3px dashed currentcolor' : ''
    }
    const take = (event: Event, data: DataTransfer | null): void => {
      const files = [...(data?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    panel.addEventListener('paste', (event) => take(event, event.clipboardData), { signal })
    panel.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files')) return
        event.preventDefault()
        mark(true)
      },
      { signal },
    )
    panel.addEventListener('dragleave', () => mark(false), { signal })
    panel.addEventListener(
      'drop',
      (event) => {
        mark(false)
        take(event, event.dataTransfer)
      },
      { signal },
    )
    return () => {
      life.abort()
      mark(false)
    }
  }, [])

  return (
    <>
      <input
        ref={picker}
        type="file"
        accept={ACCEPTED}
        multiple
        hidden
        onChange={({ currentTarget }) => {
          handIn([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      <button
        type="button"
        class="icon attach"
        aria-label={words.attach}
        title={words.attach}
        aria-busy={busy}
        style={{ '--icon': PAPER_CLIP, display: 'grid', placeContent: 'center', flex: 'none', width: '44px' }}
        onClick={() => picker.current?.click()}
      />
    </>
  )
}
