/** A chat widget on a page, as its makers say to put it there. */
export interface Subject {
  readonly name: string
  /** What the page holds for it. */
  readonly html: string
  /** A module that the page needs, to be bundled for production; `/entry.js` in the page. */
  readonly entry?: string
  /** Selector of what opens it; none when it stands in the page. Playwright looks through open shadow roots. */
  readonly launcher?: string
  /** Selector of the field that is typed into. */
  readonly input?: string
  /** Selector of an answer out of the FAQ, for those that have one. */
  readonly answer?: string
  /** Package, for those that come from npm. */
  readonly npm?: string
}

const CHATBOTIFY = `import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import ChatBot from 'react-chatbotify'
const flow = { start: { message: 'Bonjour', path: 'start' } }
const settings = { general: { embedded: false }, chatHistory: { storageKey: 'bench' } }
createRoot(document.body.appendChild(document.createElement('div'))).render(createElement(ChatBot, { flow, settings }))
`

const BOTPRESS = `import { createElement as h, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Fab, Webchat } from '@botpress/webchat'
import '../node_modules/@botpress/webchat/dist/style.css'
function App() {
  const [open, setOpen] = useState(false)
  return [
    h(Webchat, { key: 'chat', clientId: '00000000-0000-4000-8000-000000000000', isOpen: open, apiUrl: '/mock',
      style: { display: open ? 'flex' : 'none', position: 'fixed', right: 20, bottom: 90, width: 380, height: 560 } }),
    h(Fab, { key: 'fab', className: 'bench-fab', style: { position: 'fixed', right: 20, bottom: 20, width: 60, height: 60 },
      onClick: () => setOpen(!open) }),
  ]
}
createRoot(document.body.appendChild(document.createElement('div'))).render(h(App))
`

/** The page alone: what is subtracted from the others. */
export const blank: Subject = { name: 'blank page', html: '' }

export const comptoir: Subject = {
  name: 'Comptoir',
  html: '<script async src="/comptoir/comptoir.js" data-config="/config.json"></script>',
  launcher: 'button.launcher',
  input: 'comptoir-chat textarea',
  answer: 'comptoir-chat .message[data-author="customer"] ~ .message[data-author="bot"]',
}

/** The same for a shop whose FAQ comes with the index that `comptoir-kb build` made. */
export const comptoirPrebuilt: Subject = {
  ...comptoir,
  name: 'Comptoir, index made beforehand',
  html: comptoir.html.replace('/config.json', '/config-index.json'),
}

/** The same with a thread of its own for the search. */
export const comptoirThread: Subject = {
  ...comptoir,
  name: 'Comptoir, search in a thread',
  html: comptoir.html.replace('/config.json', '/config-worker.json'),
}

/** Those that npm brings; each with its servers played by ours, which answer at once. */
export const peers: readonly Subject[] = [
  {
    name: 'deep-chat',
    npm: 'deep-chat',
    html: '<deep-chat demo="true"></deep-chat><script type="module" src="/npm/deep-chat/dist/deepChat.bundle.js"></script>',
    input: 'deep-chat #text-input',
  },
  {
    name: 'react-chatbotify',
    npm: 'react-chatbotify',
    html: '<script type="module" src="/entry.js"></script>',
    entry: CHATBOTIFY,
    launcher: '.rcb-toggle-button',
    input: '.rcb-chat-input-textarea',
  },
  {
    name: '@typebot.io/js',
    npm: '@typebot.io/js',
    html: `<script type="module">
import Typebot from '/npm/@typebot.io/js/dist/web.js'
Typebot.initBubble({ typebot: 'bench', apiHost: location.origin + '/mock' })</script>`,
    launcher: 'typebot-bubble button[part="button"]',
    input: 'typebot-bubble input, typebot-bubble textarea',
  },
  {
    name: '@botpress/webchat',
    npm: '@botpress/webchat',
    html: '<script type="module" src="/entry.js"></script>',
    entry: BOTPRESS,
    launcher: '.bench-fab',
    input: 'textarea',
  },
  {
    name: 'flowise-embed',
    npm: 'flowise-embed',
    html: `<script type="module">
import Chatbot from '/npm/flowise-embed/dist/web.js'
Chatbot.init({ chatflowid: 'bench', apiHost: location.origin + '/mock' })</script>`,
    launcher: 'flowise-chatbot button[part="button"]',
    input: 'flowise-chatbot textarea, flowise-chatbot input[type="text"]',
  },
]

/** What the peers' own servers say, by the end of the address. */
export function mocked(path: string): unknown {
  if (path.endsWith('/startChat')) {
    return {
      sessionId: 'bench',
      typebot: {
        id: 'bench',
        version: '6.1',
        theme: {},
        settings: {},
        publishedAt: '2026-01-01T00:00:00.000Z',
      },
      messages: [
        {
          id: 'm1',
          type: 'text',
          content: { type: 'richText', richText: [{ type: 'p', children: [{ text: 'Bonjour' }] }] },
        },
      ],
      input: { id: 'i1', type: 'text input', options: {} },
    }
  }
  if (path.includes('chatflows-streaming')) return { isStreaming: false }
  return {}
}
