import { type FormEvent, useState } from 'react'
import { useCounter } from './use-counter.ts'

const options = { config: '/config.json', locale: 'fr' }

export function Chat() {
  const [state, counter] = useCounter(options)
  const [text, setText] = useState('')
  if (!state || !counter) return null
  const { view, early, phase, contact } = state
  if (phase === 'failed') return <p>Appelez-nous : {contact.phone}</p>

  const messages = view?.messages ?? []
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() !== '') counter.send({ type: 'MESSAGE.SEND', text })
    setText('')
  }
  return (
    <section aria-label="Aide">
      <ol role="log" aria-label="Conversation">
        {messages.map((message) => (
          <li key={message.id} data-author={message.author}>
            {message.text}
          </li>
        ))}
        {early.map((said) => (
          <li key={said} data-author="customer">
            {said}
          </li>
        ))}
      </ol>
      {messages.at(-1)?.choices?.map(({ id, label }) => (
        <button key={id} onClick={() => counter.send({ type: 'CHOICE.PICK', id })}>
          {label}
        </button>
      ))}
      <form onSubmit={submit}>
        <label htmlFor="text">Votre message</label>
        <input id="text" value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
        <button>Envoyer</button>
      </form>
    </section>
  )
}
