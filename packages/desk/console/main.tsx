import { render } from 'preact'
import { createAgentClient } from './agent-client.ts'
import './console.css'
import { Console } from './console.tsx'
import { listenOver } from './live-events.ts'
import { createTabStorage } from './session-storage.ts'

// The page is served at `<base>/console/`, whatever the base is.
const base = new URL('..', location.href).pathname.replace(/\/$/, '')
const root = document.getElementById('console')
if (root) {
  render(
    <Console client={createAgentClient(base)} listen={listenOver(base)} storage={createTabStorage()} />,
    root,
  )
}
