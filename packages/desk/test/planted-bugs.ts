import {
  createMemoryStorage,
  PortError,
  type Clock,
  type DeskEvent,
  type Message,
  type OutboxStorage,
} from '@comptoir/bot-engine'

// Bugs of the kind that chat services had, planted between page and service: the schedules have to find each.

type Serve = (request: Request) => Promise<Response>
type Put = (message: Message) => Promise<{ seq: number }>
type Deliver = (event: DeskEvent) => void

/** Where a bug sits: in the service, in what the page sends, hears or keeps. */
export interface PlantedBug {
  serve?(request: Request, serve: Serve): Promise<Response>
  put?(put: Put, message: Message): Promise<{ seq: number }>
  hear?(deliver: Deliver, clock: Clock): Deliver
  storage?(storage: OutboxStorage): OutboxStorage
  /** The key of every tab's outbox. */
  readonly key?: string
}

const isPut = (request: Request): boolean => request.method === 'PUT' && request.url.includes('/messages/')
const isStream = (request: Request): boolean => request.url.endsWith('/stream')

/** Each by what is wrong with it; called for every schedule anew. */
export const plantedBugs: Readonly<Record<string, () => PlantedBug>> = {
  // --- In the service ---
  'a service that takes what is sent again for new': () => resendsAreNew(Infinity),
  'a service that forgets after a while which ids it has seen': () => resendsAreNew(2),
  'a service that acknowledges before it has kept, and then loses one': () => {
    let puts = 0
    return {
      serve: async (request, serve) =>
        isPut(request) && (puts += 1) === 2 ? acknowledged(2) : await serve(request),
    }
  },
  'a service that keeps in memory first and writes with the next request': () => {
    let held: Request | undefined
    let seq = 0
    return {
      serve: async (request, serve) => {
        if (!isPut(request)) return await serve(request)
        const before = held
        held = request
        if (before) await serve(before)
        return acknowledged((seq += 1))
      },
    }
  },
  'a service that answers a repeat with the newest number': () => {
    const seen = new Set<string>()
    let newest = 0
    return {
      serve: async (request, serve) => {
        const answer = await serve(request)
        if (!isPut(request) || !answer.ok) return answer
        newest = Math.max(newest, Number((await answer.clone().json()).seq))
        const again = seen.has(request.url)
        seen.add(request.url)
        return again ? acknowledged(newest + 1) : answer
      },
    }
  },
  'a service that numbers acknowledgements by itself': () => {
    let seq = 0
    return {
      serve: async (request, serve) => {
        const answer = await serve(request)
        return isPut(request) && answer.ok ? acknowledged((seq += 1)) : answer
      },
    }
  },
  'a service that says yes while it fails': () => ({
    serve: async (request, serve) => {
      const answer = await serve(request)
      return isPut(request) && answer.status >= 500 ? acknowledged(1) : answer
    },
    // What a proxy answers in the service's place counts as well.
    put: async (put, message) => {
      try {
        return await put(message)
      } catch {
        return { seq: 1 }
      }
    },
  }),
  'a service that calls being busy a fault of the request': () => {
    let puts = 0
    return {
      serve: async (request, serve) =>
        isPut(request) && (puts += 1) % 3 === 0
          ? Response.json({ error: { code: 'X', message: 'Busy.' } }, { status: 400 })
          : await serve(request),
    }
  },
  'a service that gives the same number twice': () => {
    let puts = 0
    return {
      serve: async (request, serve) => {
        const answer = await serve(request)
        if (!isPut(request) || answer.status !== 201 || (puts += 1) % 2 === 1) return answer
        return acknowledged(Number((await answer.json()).seq) - 1)
      },
    }
  },
  'a service that turns the order of two messages round': () => {
    let held: { readonly request: Request; readonly answer: (response: Response) => void } | undefined
    return {
      serve: async (request, serve) => {
        if (!isPut(request)) return await serve(request)
        if (!held) {
          // Acknowledged with the number that it should have, and kept after the next one.
          held = { request, answer: () => {} }
          return acknowledged(1)
        }
        const answer = await serve(request)
        const late = held
        held = undefined
        await serve(late.request)
        return answer
      },
    }
  },
  'a stream that tells nothing of what came before it': () => ({
    serve: async (request, serve) => {
      if (!isStream(request)) return await serve(request)
      const headers = new Headers(request.headers)
      headers.set('Last-Event-ID', '999999')
      return withoutDigests(await serve(new Request(request, { headers })))
    },
  }),
  'a stream that drops every second message under load': () => {
    let events = 0
    return {
      serve: async (request, serve) => {
        if (!isStream(request)) return await serve(request)
        return filtered(await serve(request), (piece) => {
          // It looks alive, and says nothing of how much there is.
          if (piece.includes('event: digest')) return ': alive\n\n'
          return !piece.includes('event: message') || (events += 1) % 2 === 1
        })
      },
    }
  },
  'a stream that ends without a word and answers nothing more': () => {
    let opened = 0
    return {
      serve: async (request, serve) => {
        if (!isStream(request)) return await serve(request)
        const answer = await serve(request)
        return (opened += 1) > 1 ? filtered(answer, () => false) : filtered(answer, () => opened > 1)
      },
    }
  },

  // --- In the page ---
  'a page that mints a new id for each try': () => {
    let tries = 0
    return { put: (put, message) => put({ ...message, id: `${message.id}-${(tries += 1)}` }) }
  },
  'a page that takes a broken connection for sent': () => ({
    put: async (put, message) => {
      try {
        return await put(message)
      } catch {
        return { seq: 1 }
      }
    },
  }),
  'a page that gives up at the first failure': () => ({
    put: async (put, message) => {
      try {
        return await put(message)
      } catch (cause) {
        throw new PortError('refused', 'Gave up.', { cause })
      }
    },
  }),
  'a page that sends twice to be sure, with two ids': () => ({
    put: async (put, message) => {
      const sent = await put(message)
      await put({ ...message, id: `${message.id}-again` }).catch(() => {})
      return sent
    },
  }),
  'a page that does not wait for the one before': () => {
    const waiting: (() => void)[] = []
    return {
      // Each is told sent at once, and goes out when the next one has gone.
      put: async (put, message) => {
        const before = waiting.splice(0)
        waiting.push(() => void put(message).catch(() => {}))
        for (const send of before) send()
        return { seq: 1 }
      },
    }
  },
  'a page whose outbox is in memory only': () => ({
    storage: () => {
      const lost = createMemoryStorage()
      return { ...lost, get: async () => undefined }
    },
  }),
  'two tabs that share one outbox and overwrite each other': () => ({ key: 'outbox' }),
  'a page that shows everything again when it is back online': () => {
    const shown: DeskEvent[] = []
    return {
      hear: (deliver) => (event) => {
        if (event.type === 'connection' && event.online) shown.forEach(deliver)
        if (event.type === 'message') shown.push(event)
        deliver(event)
      },
    }
  },
  'a page that misses the first reply after each reconnect': () => ({
    hear: (deliver) => {
      let fresh = false
      return (event) => {
        if (event.type === 'connection') fresh = event.online
        const missed = event.type === 'message' && fresh
        if (event.type === 'message') fresh = false
        if (!missed) deliver(event)
      }
    },
  }),
  'a page that looks back 26 seconds only': () => ({
    hear: (deliver, clock) => {
      let last = clock.now()
      return (event) => {
        const late = clock.now() - last > 26_000
        if (event.type === 'message' || event.type === 'connection') last = clock.now()
        if (!(late && event.type === 'message')) deliver(event)
      }
    },
  }),
  'a page that shows the newest of a burst alone': () => ({
    hear: (deliver) => {
      let newest: DeskEvent | undefined
      return (event) => {
        if (event.type !== 'message') return deliver(event)
        if (!newest) setImmediate(() => newest && (deliver(newest), (newest = undefined)))
        newest = event
      }
    },
  }),
}

function resendsAreNew(remembers: number): PlantedBug {
  const seen: string[] = []
  let copies = 0
  return {
    serve: async (request, serve) => {
      if (!isPut(request)) return await serve(request)
      const again = seen.includes(request.url)
      if (!again) seen.push(request.url)
      const forgotten = remembers === Infinity || seen.length - seen.indexOf(request.url) > remembers
      if (!again || !forgotten) return await serve(request)
      const url = `${request.url}-${(copies += 1)}`
      return await serve(
        new Request(url, { method: 'PUT', headers: request.headers, body: await request.text() }),
      )
    },
  }
}

function acknowledged(seq: number): Response {
  return Response.json({ seq }, { status: 201 })
}

function withoutDigests(answer: Response): Response {
  return filtered(answer, (piece) => !piece.startsWith('event: digest'))
}

function filtered(answer: Response, passes: (piece: string) => boolean | string): Response {
  const filter = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      const passed = passes(new TextDecoder().decode(piece))
      if (typeof passed === 'string') controller.enqueue(new TextEncoder().encode(passed))
      else if (passed) controller.enqueue(piece)
    },
  })
  return new Response(answer.body?.pipeThrough(filter) ?? null, { headers: answer.headers })
}
