import type { FileCard } from '@comptoir/bot-engine'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useLanguage } from '../language.tsx'
import { fill } from '../texts.ts'

export interface FileViewProps {
  readonly card: FileCard
  /** A fresh link to what was handed in: each opens once. */
  readonly mintLink: (ref: string) => Promise<{ readonly href: string }>
}

/** What was handed in: a picture is shown, everything can be saved. A document of the shop is named only. */
export function FileView({ card: { ref, name, mime }, mintLink }: FileViewProps): JSX.Element {
  const { texts } = useLanguage()
  const [picture, setPicture] = useState<string>()
  const [failed, setFailed] = useState(false)
  const isUpload = ref.startsWith('upload:')

  useEffect(() => {
    let left = false
    if (isUpload && mime.startsWith('image/'))
      mintLink(ref)
        .then(({ href }) => !left && setPicture(href))
        .catch(() => !left && setFailed(true))
    return () => {
      left = true
    }
  }, [ref])

  const save = async (): Promise<void> => {
    setFailed(false)
    try {
      const link = document.createElement('a')
      link.href = (await mintLink(ref)).href
      link.download = name
      link.click()
    } catch {
      setFailed(true)
    }
  }

  if (!isUpload) return <p class="card card-title">{fill(texts.card.file, { name })}</p>
  return (
    <div class="card">
      {picture !== undefined && (
        <img class="picture" src={picture} alt={fill(texts.card.picture, { name })} />
      )}
      <button type="button" onClick={() => void save()}>
        {fill(texts.card.save, { name })}
      </button>
      {failed && (
        <p class="problem" role="alert">
          {texts.card.fileFailed}
        </p>
      )}
    </div>
  )
}
