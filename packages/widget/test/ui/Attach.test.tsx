import { screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { createRef } from 'preact'
import { expect, test } from 'vitest'
import { Composer } from '../../src/ui/Composer.tsx'
import type { ComposerProps } from '../../src/ui/Composer.tsx'
import type { Scene } from '../../src/ui/scene.ts'
import { renderPart } from '../render.tsx'

const asksForFile: ComposerProps['waitingFor'] = {
  kind: 'text',
  slot: { type: 'file', label: 'Photo ou document' },
}

/** The composer while it is waited for something. */
function draw(
  waitingFor: ComposerProps['waitingFor'],
  scene: Partial<Scene> = {},
): ReturnType<typeof renderPart> {
  return renderPart(
    <div>
      <Composer
        field={createRef()}
        waitingFor={waitingFor}
        suggest={undefined}
        onSend={() => {}}
        onArticle={() => {}}
      />
    </div>,
    scene,
  )
}

const pdf = (name = 'recu.pdf'): File => new File(['%PDF-1.4'], name, { type: 'application/pdf' })
const attached = (name: string): object => ({
  type: 'FILE.ATTACH',
  ref: expect.stringMatching(/^upload:[\w-]{36}$/),
  name,
  mime: 'image/jpeg',
  size: 34_000,
})
const refusing = (code: string): Partial<Scene> => ({
  upload: async () => Promise.reject(Object.assign(new Error(code), { code })),
})

test('a file can be attached while a person listens or a file is asked for, and at no other time', async () => {
  draw({ kind: 'agent' })
  expect(await screen.findByRole('button', { name: 'Joindre un fichier' })).toBeTruthy()
  draw({ kind: 'text' })
  await waitFor(() => expect(screen.getAllByRole('button', { name: 'Joindre un fichier' })).toHaveLength(1))
})

test('the button takes what is chosen, says so, and gives the field back', async () => {
  const names: string[] = []
  const { sent, said, container } = draw(asksForFile, {
    upload: async ({ id, name, content }) => {
      names.push(`${name} ${atob(content)}`)
      return { ref: `upload:${id}`, name, mime: 'image/jpeg', size: 34_000 }
    },
  })
  await screen.findByRole('button', { name: 'Joindre un fichier' })
  const picker = container.querySelector<HTMLInputElement>('input[type=file]')
  if (!picker) throw new Error('There is nothing to choose with.')
  await userEvent.upload(picker, [pdf(), pdf('facture.pdf')])
  await waitFor(() => expect(sent).toEqual([attached('recu.pdf'), attached('facture.pdf')]))
  expect(names).toEqual(['recu.pdf %PDF-1.4', 'facture.pdf %PDF-1.4'])
  await waitFor(() => expect(said).toContain('facture.pdf est joint à la conversation.'))
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Photo ou document' }))
})

/** What a browser tells when something comes over the clipboard or the mouse; false when it was taken. */
function comes(kind: 'paste' | 'dragover' | 'drop', files: readonly File[], types = ['Files']): boolean {
  const event = new Event(kind, { bubbles: true, cancelable: true })
  Object.assign(event, { [kind === 'paste' ? 'clipboardData' : 'dataTransfer']: { files, types } })
  return screen.getByRole('textbox').dispatchEvent(event)
}

test('a file may be pasted into the field, and dropped on the panel', async () => {
  const { sent } = draw({ kind: 'agent' })
  await screen.findByRole('button', { name: 'Joindre un fichier' })
  expect(comes('paste', [pdf()])).toBe(false)
  await waitFor(() => expect(sent).toEqual([attached('recu.pdf')]))
  expect(comes('dragover', [])).toBe(false)
  expect(comes('drop', [pdf('b.pdf')])).toBe(false)
  await waitFor(() => expect(sent).toEqual([attached('recu.pdf'), attached('b.pdf')]))
})

test('text that is pasted or dragged stays text', async () => {
  const { sent } = draw({ kind: 'agent' })
  await screen.findByRole('button', { name: 'Joindre un fichier' })
  expect(comes('paste', [], ['text/plain'])).toBe(true)
  expect(comes('dragover', [], ['text/plain'])).toBe(true)
  expect(sent).toEqual([])
})

test.each([
  ['invalid', /^Ce fichier n'est pas accepté/],
  ['refused', /le maximum de fichiers/],
  ['unavailable', /Vérifiez votre connexion/],
])('what is %s is said in a sentence', async (code, sentence) => {
  const { sent, container } = draw(asksForFile, refusing(code))
  await screen.findByRole('button', { name: 'Joindre un fichier' })
  const picker = container.querySelector<HTMLInputElement>('input[type=file]')
  if (!picker) throw new Error('There is nothing to choose with.')
  await userEvent.upload(picker, pdf())
  await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(sentence))
  expect(sent).toEqual([])
})
