// A chat of one's own in React: Comptoir finds the answers, keeps the conversation and speaks to the desk.
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Chat } from './Chat.tsx'

function Shop() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <h1>La boutique</h1>
      {open ? <Chat /> : <button onClick={() => setOpen(true)}>Ouvrir l'aide</button>}
    </>
  )
}

const page = document.querySelector('#page')
if (page) {
  createRoot(page).render(
    <StrictMode>
      <Shop />
    </StrictMode>,
  )
}
