import { PortError } from '@comptoir/bot-engine'
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Console } from '../../console/console.tsx'
import {
  conversation,
  camille,
  fakeService,
  message,
  promise,
  refused,
  talk,
  waiting,
} from './fake-service.ts'

const user = userEvent.setup()

beforeEach(() => {
  localStorage.clear()
  document.documentElement.lang = 'fr'
})
afterEach(cleanup)

type Service = ReturnType<typeof fakeService>

function open(service: Service): void {
  render(<Console client={service.client} listen={service.listen} storage={service.storage} />)
}

/** The console with somebody signed in and one customer in the queue. */
async function signedIn(changes: Parameters<typeof fakeService>[0] = {}): Promise<Service> {
  const service = fakeService(changes)
  open(service)
  await screen.findByText('Camille')
  await waitFor(() => expect(service.handlers('/stream')).toBeDefined())
  act(() => service.tell('/stream', 'queue', waiting))
  return service
}

async function opened(changes: Parameters<typeof fakeService>[0] = {}): Promise<Service> {
  const service = await signedIn(changes)
  await user.click(screen.getByRole('button', { name: /Facture introuvable/ }))
  await screen.findByRole('log', { name: 'Messages' })
  await waitFor(() => expect(service.handlers('/conversations/c1')).toBeDefined())
  return service
}

async function taken(changes: Parameters<typeof fakeService>[0] = {}): Promise<Service> {
  const service = await opened(changes)
  await user.click(screen.getByRole('button', { name: 'Prendre la conversation' }))
  await screen.findByRole('textbox', { name: 'Votre réponse' })
  return service
}

describe('signing in', () => {
  it('asks for login and password, and opens the console', async () => {
    const service = fakeService({ me: async () => undefined })
    open(service)
    await user.type(await screen.findByLabelText('Identifiant'), 'camille')
    await user.type(screen.getByLabelText('Mot de passe'), 'les quais de Caen{Enter}')
    expect(await screen.findByText('Disponible')).toBeTruthy()
    expect(service.asked).toContain('signIn camille les quais de Caen')
  })

  it('says in a sentence what is wrong', async () => {
    open(fakeService({ me: async () => undefined, signIn: () => Promise.reject(refused(401, 'DESK-113')) }))
    await user.type(await screen.findByLabelText('Identifiant'), 'camille')
    await user.type(screen.getByLabelText('Mot de passe'), 'x{Enter}')
    expect(
      (await screen.findByText('L’identifiant ou le mot de passe est incorrect.')).getAttribute('role'),
    ).toBe('alert')
  })

  it('asks for the code of the authenticator app where somebody has one', async () => {
    const codes: (string | undefined)[] = []
    open(
      fakeService({
        me: async () => undefined,
        signIn: async (_login, _password, code) => {
          codes.push(code)
          return code === undefined ? Promise.reject(refused(401, 'DESK-124')) : camille
        },
      }),
    )
    await user.type(await screen.findByLabelText('Identifiant'), 'camille')
    await user.type(screen.getByLabelText('Mot de passe'), 'les quais de Caen{Enter}')
    await user.type(await screen.findByLabelText('Code à six chiffres'), '123456{Enter}')
    expect(await screen.findByText('Disponible')).toBeTruthy()
    expect(codes).toEqual([undefined, '123456'])
  })

  it('leads to the provider where there is one, and says when that did not let somebody in', async () => {
    const nobody = { me: async () => undefined }
    open(fakeService({ ...nobody, signInWays: async () => ({ passwords: true, provider: 'Keycloak' }) }))
    const link = await screen.findByRole('link', { name: 'Continuer avec Keycloak' })
    expect(link.getAttribute('href')).toBe('../agent/openid')
    expect(screen.getByRole('button', { name: 'Se connecter' })).toBeTruthy()
    cleanup()
    history.replaceState(null, '', '?refused')
    open(fakeService({ ...nobody, signInWays: async () => ({ passwords: false, provider: 'Keycloak' }) }))
    expect(await screen.findByText(/La connexion n’a pas abouti/)).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Se connecter' })).toBeNull())
    history.replaceState(null, '', '?')
  })

  it('has the one-time password replaced first', async () => {
    const service = fakeService({ me: async () => ({ ...camille, mustChangePassword: true }) })
    open(service)
    await user.type(await screen.findByLabelText('Mot de passe actuel'), 'abcd-efgh')
    await user.type(screen.getByLabelText('Nouveau mot de passe'), 'court{Enter}')
    expect(await screen.findByText('Le mot de passe doit compter au moins 10 caractères.')).toBeTruthy()
    await user.type(screen.getByLabelText('Nouveau mot de passe'), ' mais assez long{Enter}')
    expect(await screen.findByText('Disponible')).toBeTruthy()
    expect(service.asked).toContain('changePassword abcd-efgh court mais assez long')
  })

  it('is asked for again when the session has ended', async () => {
    let here = true
    const service = await signedIn({ me: async () => (here ? camille : undefined) })
    here = false
    act(() => service.handlers('/stream')?.onRefused())
    expect(await screen.findByText(/Votre session est terminée/)).toBeTruthy()
  })
})

describe('the bar', () => {
  it('pauses and comes back', async () => {
    const service = await signedIn()
    await user.click(screen.getByRole('button', { name: 'Passer en pause' }))
    expect(await screen.findByText('En pause')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Redevenir disponible' }))
    expect(await screen.findByText('Disponible')).toBeTruthy()
    expect(service.asked).toEqual(expect.arrayContaining(['setState paused', 'setState available']))
  })

  it('speaks English at a press, and remembers it', async () => {
    await signedIn()
    await user.click(screen.getByRole('button', { name: 'English' }))
    expect(screen.getByText('Available')).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
    cleanup()
    open(fakeService())
    expect(await screen.findByText('Available')).toBeTruthy()
  })

  it('says when the connection is lost', async () => {
    const service = await signedIn()
    act(() => service.handlers('/stream')?.onConnection(false))
    expect(screen.getByText('Connexion perdue. Nouvelle tentative en cours…').getAttribute('role')).toBe(
      'status',
    )
    act(() => service.handlers('/stream')?.onConnection(true))
    expect(screen.queryByText(/Connexion perdue/)).toBeNull()
  })
})

describe('the queue', () => {
  it('shows who waits and since when, in the title too, and announces who comes', async () => {
    await signedIn()
    const entry = screen.getByRole('button', { name: /Facture introuvable/ })
    expect(entry.textContent).toContain('depuis 3 min')
    expect(document.title).toBe('(1) Comptoir – console des conseillers')
    expect(screen.getByText('Un client attend : Facture introuvable').getAttribute('role')).toBe('status')
  })

  it('is empty in words', async () => {
    const service = await signedIn()
    act(() => service.tell('/stream', 'queue', { ...waiting, waiting: [] }))
    expect(screen.getByText('Personne n’attend.')).toBeTruthy()
  })
})

describe('a conversation', () => {
  it('shows all that was said as text, cards too, and HTML as the letters it is', async () => {
    await opened()
    const log = within(screen.getByRole('log'))
    expect(log.getByText('automatique').tagName).toBe('STRONG')
    expect(log.getByText('je n’ai pas recu ma facture <b>merci</b>')).toBeTruthy()
    expect(log.getByText('Document : facture.pdf')).toBeTruthy()
    expect(log.getAllByText('Assistant automatique')).toHaveLength(2)
    expect(within(log.getByRole('list', { name: 'Réponses proposées' })).getByText('Ma facture')).toBeTruthy()
  })

  it('shows a picture that the customer handed in, by a link of its own', async () => {
    const photo = message(4, 'customer', 'colis.jpg', {
      card: { type: 'file', ref: 'upload:file-0001', name: 'colis.jpg', mime: 'image/jpeg' },
    })
    await opened({ conversation: async () => conversation({ messages: [...talk, photo] }) })
    const picture = await screen.findByRole('img', { name: 'Image\u00A0: colis.jpg' })
    expect(picture.getAttribute('src')).toBe('/desk/files/file-0001')
  })

  it('shows what the customer has given already, under names that agents know', async () => {
    await opened()
    expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(['Numéro de commande', 'Demande']),
    )
  })

  it('has the verified order beside it, with timeline, parcel and invoice', async () => {
    await opened()
    const beside = within(screen.getByRole('complementary', { name: 'Commande' }))
    expect(beside.getByText('Authentifié, niveau 2')).toBeTruthy()
    expect(beside.getByText('Jeanne Aubert')).toBeTruthy()
    expect(beside.getByText('Livrée (prévu)')).toBeTruthy()
    expect(beside.getByText(/e-mail non distribué/)).toBeTruthy()
    expect(beside.getByRole('link', { name: 'Suivre le colis 6A12345678901' }).getAttribute('rel')).toBe(
      'noopener noreferrer',
    )
    expect(beside.getByRole('link', { name: 'Ouvrir dans la boutique' })).toBeTruthy()
  })

  it('says so when nothing was proven, when it has lapsed, and when the shop is away', async () => {
    await opened({
      conversation: async () => conversation({ verification: { level: 0, live: false }, orders: [] }),
    })
    expect(screen.getByText('Le client n’a pas été authentifié.')).toBeTruthy()
    cleanup()
    await opened({
      conversation: async () =>
        conversation({ verification: { level: 1, live: false }, orders: [], ordersUnavailable: true }),
    })
    expect(screen.getByText(/L’authentification a expiré/)).toBeTruthy()
    expect(screen.getByText(/La boutique ne répond pas/)).toBeTruthy()
  })

  it('is taken, and then has a place to write', async () => {
    const service = await opened()
    expect(screen.queryByRole('textbox')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Prendre la conversation' }))
    const field = await screen.findByRole('textbox', { name: 'Votre réponse' })
    expect(service.asked).toContain('take c1')
    await waitFor(() => expect(document.activeElement).toBe(field))
    expect(screen.getByText('En cours avec vous')).toBeTruthy()
  })

  it('that another agent was faster with says so', async () => {
    await opened({ take: () => Promise.reject(refused(409, 'DESK-116')) })
    await user.click(screen.getByRole('button', { name: 'Prendre la conversation' }))
    expect((await screen.findByText('Cette conversation n’est plus en attente.')).getAttribute('role')).toBe(
      'alert',
    )
  })

  it('tells the customer’s new words at once, and announces them', async () => {
    const service = await opened()
    act(() => service.tell('/conversations/c1', 'message', message(4, 'customer', 'Vous êtes là ?')))
    expect(within(screen.getByRole('log')).getByText('Vous êtes là ?')).toBeTruthy()
    expect(await screen.findByText('Client : Vous êtes là ?')).toBeTruthy()
  })

  it('shows each message once and in order, also when one was missed or comes twice', async () => {
    const service = await opened({
      messagesAfter: async () => [message(4, 'customer', 'quatre'), message(5, 'customer', 'cinq')],
    })
    act(() => service.tell('/conversations/c1', 'message', message(5, 'customer', 'cinq')))
    await within(screen.getByRole('log')).findByText('quatre')
    act(() => service.tell('/conversations/c1', 'message', message(5, 'customer', 'cinq')))
    const words = [...screen.getByRole('log').querySelectorAll('.plain')].map(
      ({ textContent }) => textContent,
    )
    expect(words.slice(-2)).toEqual(['quatre', 'cinq'])
  })

  it('fetches what a digest says is missing', async () => {
    const service = await opened({ messagesAfter: async () => [message(4, 'customer', 'quatre')] })
    act(() => service.tell('/conversations/c1', 'digest', { count: 4, last: 4 }))
    expect(await within(screen.getByRole('log')).findByText('quatre')).toBeTruthy()
    expect(service.asked).toContain('messagesAfter c1 3')
  })

  it('shows that the customer is typing', async () => {
    const service = await opened()
    act(() => service.tell('/conversations/c1', 'typing', { author: 'customer', on: true }))
    expect(screen.getByText('Le client écrit…')).toBeTruthy()
    act(() => service.tell('/conversations/c1', 'typing', { author: 'customer', on: false }))
    expect(screen.queryByText('Le client écrit…')).toBeNull()
  })

  it('that was erased says so', async () => {
    const service = await signedIn({ conversation: () => Promise.reject(refused(404)) })
    await user.click(screen.getByRole('button', { name: /Facture introuvable/ }))
    expect(await screen.findByText(/Cette conversation n’existe plus/)).toBeTruthy()
    expect(service.handlers('/conversations')).toBeUndefined()
  })

  it('is closed, and then cannot be written in', async () => {
    const service = await taken()
    await user.click(screen.getByRole('button', { name: 'Clore la conversation' }))
    act(() => service.tell('/conversations/c1', 'handoff', { state: 'ended' }))
    expect(service.asked).toContain('close c1')
    expect(document.activeElement?.textContent).toBe('Facture introuvable')
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.getByText('Mise en relation terminée')).toBeTruthy()
  })
})

describe('writing', () => {
  it('sends at Enter, once, and empties the field', async () => {
    const service = await taken()
    const field = screen.getByRole('textbox', { name: 'Votre réponse' })
    await user.type(field, 'Bonjour, je regarde.{Enter}')
    await waitFor(() =>
      expect(service.asked.filter((call) => call.startsWith('putMessage c1'))).toHaveLength(1),
    )
    expect(service.asked.find((call) => call.startsWith('putMessage'))).toContain(
      '"text":"Bonjour, je regarde."',
    )
    expect(screen.getByText('Bonjour, je regarde.')).toBeTruthy()
    expect((field as HTMLTextAreaElement).value).toBe('')
    await waitFor(() => expect(screen.queryByText('Envoi en cours…')).toBeNull())
  })

  it('begins a new line at Shift and Enter, and sends nothing when empty', async () => {
    const service = await taken()
    const field = screen.getByRole('textbox', { name: 'Votre réponse' })
    await user.type(field, '{Enter}')
    await user.type(field, 'un{Shift>}{Enter}{/Shift}deux')
    expect((field as HTMLTextAreaElement).value).toBe('un\ndeux')
    expect(service.asked.filter((call) => call.startsWith('putMessage'))).toEqual([])
  })

  it('hands a file in and sends it, and says why one was not taken', async () => {
    const service = await taken()
    const picker = document.querySelector<HTMLInputElement>('input[type=file]')
    if (!picker) throw new Error('There is nothing to choose with.')
    const file = new File(['%PDF-1.4'], 'bon.pdf', { type: 'application/pdf' })
    await user.upload(picker, file)
    await waitFor(() => expect(service.asked.some((call) => call.startsWith('putMessage c1'))).toBe(true))
    const sent = service.asked.find((call) => call.startsWith('putMessage c1'))
    expect(sent).toMatch(/"text":"bon.pdf","card":\{"type":"file","ref":"upload:[\w-]{36}"/)
    expect(await screen.findByRole('button', { name: 'Enregistrer bon.pdf' })).toBeTruthy()
    Object.assign(service.client, { upload: async () => Promise.reject(refused(400, 'DESK-127')) })
    await user.upload(picker, file)
    expect(await screen.findByText(/Ce fichier n’est pas accepté/)).toBeTruthy()
  })

  it('shows what the customer has seen, and tells them what was read', async () => {
    const service = await taken()
    await waitFor(() => expect(service.asked).toContain('markRead c1 3'))
    act(() => service.tell('/conversations/c1', 'message', message(4, 'agent', 'Je regarde.')))
    act(() => service.tell('/conversations/c1', 'message', message(5, 'agent', 'La voici.')))
    act(() => service.tell('/conversations/c1', 'read', { author: 'customer', seq: 4 }))
    const seen = await screen.findByText('Vu par le client')
    expect(seen.closest('li')?.textContent).toContain('Je regarde.')
    act(() => service.tell('/conversations/c1', 'read', { author: 'customer', seq: 5 }))
    expect(screen.getByText('Vu par le client').closest('li')?.textContent).toContain('La voici.')
    await waitFor(() => expect(service.asked).toContain('markRead c1 5'))
    expect(service.asked.filter((call) => call.startsWith('markRead c1 3'))).toHaveLength(1)
  })

  it('tells the customer about it, not with every key', async () => {
    const service = await taken()
    await user.type(screen.getByRole('textbox', { name: 'Votre réponse' }), 'Bonjour{Enter}')
    expect(service.asked.filter((call) => call.startsWith('typing'))).toEqual([
      'typing c1 true',
      'typing c1 false',
    ])
  })

  it('keeps a message that cannot go now, and sends it when the connection is back', async () => {
    let away = true
    const service = await taken({
      putMessage: async () => {
        if (away) throw new PortError('unavailable', 'away')
        return { seq: 4 }
      },
    })
    await user.type(screen.getByRole('textbox', { name: 'Votre réponse' }), 'Bonjour{Enter}')
    expect(await screen.findByText('Envoi en cours…')).toBeTruthy()
    away = false
    act(() => service.handlers('/conversations/c1')?.onConnection(true))
    await waitFor(() => expect(screen.queryByText('Envoi en cours…')).toBeNull())
    expect(screen.getAllByText('Bonjour')).toHaveLength(1)
  })

  it('shows a message that was refused, with a way to send it again', async () => {
    let refuse = true
    await taken({
      putMessage: async () => {
        if (refuse) throw new PortError('refused', 'not yours')
        return { seq: 4 }
      },
    })
    await user.type(screen.getByRole('textbox', { name: 'Votre réponse' }), 'Bonjour{Enter}')
    const again = await screen.findByRole('button', { name: 'Renvoyer' })
    refuse = false
    await user.click(again)
    await waitFor(() => expect(screen.queryByText('Non envoyé.')).toBeNull())
    expect(screen.getAllByText('Bonjour')).toHaveLength(1)
  })

  it('shows a message once when the stream is faster than the answer', async () => {
    const held = Promise.withResolvers<{ seq: number }>()
    const service = await taken({ putMessage: () => held.promise })
    await user.type(screen.getByRole('textbox', { name: 'Votre réponse' }), 'Bonjour{Enter}')
    await waitFor(() => expect(service.asked.some((call) => call.startsWith('putMessage'))).toBe(true))
    const id =
      /"id":"([^"]+)"/.exec(service.asked.find((call) => call.startsWith('putMessage')) ?? '')?.[1] ?? ''
    act(() =>
      service.tell(
        '/conversations/c1',
        'message',
        message(4, 'agent', 'Bonjour', { id, name: 'Camille, conseillère' }),
      ),
    )
    await act(async () => held.resolve({ seq: 4 }))
    expect(screen.getAllByText('Bonjour')).toHaveLength(1)
  })
})

describe('callbacks', () => {
  it.each([
    ['Europe/Paris', '11:30 – 12:00'],
    ['America/Martinique', '06:30 – 07:00'],
  ])('are shown by the shop’s clock, in %s, and say so', async (timeZone, hours) => {
    await signedIn({ me: async () => ({ ...camille, timeZone }) })
    await user.click(screen.getByRole('button', { name: /Rappels/ }))
    expect(await screen.findByText(new RegExp(`À rappeler le .*${hours}`))).toBeTruthy()
    expect(screen.getByText(`À l’heure de la boutique (${timeZone}).`)).toBeTruthy()
  })

  it('are listed with due time, number, reason and consent', async () => {
    await signedIn()
    await user.click(screen.getByRole('button', { name: /Rappels/ }))
    const item = within(await screen.findByRole('article', { name: /Jeanne Aubert/ }))
    expect(item.getByRole('link', { name: 'Appeler le 02 61 91 00 42' }).getAttribute('href')).toBe(
      'tel:+33261910042',
    )
    expect(item.getByText(/Accord pour cet appel de service uniquement/)).toBeTruthy()
    expect(item.getByText('Facture introuvable')).toBeTruthy()
    expect(item.getByText(/À rappeler le/)).toBeTruthy()
  })

  it('are marked in words when late, and when commercial calls were agreed to', async () => {
    await signedIn({
      callbacks: async () => [
        { ...promise, overdue: true, attempts: 1, consent: { ...promise.consent, commercial: true } },
      ],
    })
    await user.click(screen.getByRole('button', { name: /Rappels/ }))
    expect(await screen.findByText('En retard')).toBeTruthy()
    expect(screen.getByText('Appels sans réponse : 1 sur 2')).toBeTruthy()
    expect(screen.getByText(/Accord pour cet appel et pour des appels commerciaux/)).toBeTruthy()
  })

  it('take an outcome with a note', async () => {
    const service = await signedIn()
    await user.click(screen.getByRole('button', { name: /Rappels/ }))
    await user.type(await screen.findByLabelText('Note'), 'facture renvoyée')
    await user.click(screen.getByRole('button', { name: 'Terminé' }))
    expect(service.asked).toContain('recordOutcome callback-1 done facture renvoyée')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Rappels'))
    expect((await screen.findByText('Résultat enregistré : Terminé')).getAttribute('role')).toBe('status')
  })

  it('are loaded again when the service says that they changed', async () => {
    const service = await signedIn()
    await user.click(screen.getByRole('button', { name: /Rappels/ }))
    await screen.findByRole('article')
    const before = service.asked.filter((call) => call.startsWith('callbacks')).length
    act(() => service.tell('/stream', 'callbacks', {}))
    await waitFor(() =>
      expect(service.asked.filter((call) => call.startsWith('callbacks')).length).toBe(before + 1),
    )
  })

  it('lead to their conversation', async () => {
    await signedIn()
    await user.click(screen.getByRole('button', { name: /Rappels/ }))
    await user.click(await screen.findByRole('button', { name: 'Voir la conversation' }))
    expect(await screen.findByRole('log', { name: 'Messages' })).toBeTruthy()
  })
})
