// A chat of one's own: Comptoir finds the answers, keeps the conversation and speaks to the desk; the page draws it.
import { createHeadless, type Message } from '@comptoir/widget'

const log = element('#messages')
const replies = element('#replies')
const field = element<HTMLInputElement>('#text')
const counter = createHeadless({ config: '/config.json', locale: 'fr' })

counter.subscribe(draw)
draw()

element('form').addEventListener('submit', (event) => {
  event.preventDefault()
  if (field.value.trim() === '') return
  counter.send({ type: 'MESSAGE.SEND', text: field.value })
  field.value = ''
})

function draw(): void {
  const { view, early, phase, contact } = counter.state
  if (phase === 'failed') return log.replaceChildren(line('system', `Appelez-nous : ${contact.phone ?? ''}`))
  const messages = view?.messages ?? []
  log.replaceChildren(
    ...messages.map(({ author, text }) => line(author, text)),
    ...early.map((text) => line('customer', text)),
  )
  replies.replaceChildren(
    ...(messages.at(-1)?.choices ?? []).map(({ id, label }) => {
      const button = document.createElement('button')
      button.textContent = label
      button.addEventListener('click', () => counter.send({ type: 'CHOICE.PICK', id }))
      return button
    }),
  )
}

function line(author: Message['author'], text: string): HTMLElement {
  const item = document.createElement('li')
  item.dataset['author'] = author
  // Text, never HTML: whatever a message says, it is only read.
  item.textContent = text
  return item
}

function element<Kind extends HTMLElement = HTMLElement>(selector: string): Kind {
  const found = document.querySelector<Kind>(selector)
  if (!found) throw new Error(`The page has no ${selector}.`)
  return found
}
