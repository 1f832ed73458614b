import type { Message } from '@comptoir/bot-engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkEvidence } from '../../src/evidence.ts'
import {
  ConversationGone,
  type NewCallback,
  type NewHandoff,
  type NewJob,
  type NewRecord,
  type Store,
} from '../../src/store/store.ts'

const message = (id: string, text = id): Message => ({
  id,
  text,
  author: 'customer',
  at: '2026-11-21T10:00:00.000Z',
})
const handoff = (id: string, conversationId: string, at = 1000): NewHandoff => ({
  id,
  conversationId,
  topic: 'Facture',
  facts: { Commande: 'XKBKNABJK' },
  locale: 'fr',
  at,
})
const callback = (id: string, conversationId: string, changes: Partial<NewCallback> = {}): NewCallback => ({
  id,
  conversationId,
  phone: '+33261910042',
  name: 'Jeanne',
  reason: 'Facture',
  locale: 'fr',
  from: 10_000,
  to: 20_000,
  at: 1000,
  consent: { commercial: false, textVersion: 'v1' },
  ...changes,
})

/** What every store has to do, whatever database it stands on. `open` gives an empty one. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  let store: Store

  beforeEach(async () => {
    store = await open()
    await store.createConversation({ id: 'c1', secretHash: 'hash', locale: 'fr', at: 1000 })
    await store.createConversation({ id: 'c2', secretHash: 'hash', locale: 'en', at: 2000 })
  })
  afterEach(() => store.close())

  describe(`${name}: conversations`, () => {
    it('come back as they were opened, and as they ended', async () => {
      expect(await store.conversation('c1')).toEqual({
        id: 'c1',
        secretHash: 'hash',
        locale: 'fr',
        createdAt: 1000,
        triesUsed: 0,
      })
      await store.endConversation('c1', 'resolved', 3000)
      expect(await store.conversation('c1')).toMatchObject({ endedAt: 3000, outcome: 'resolved' })
      expect(await store.conversation('none')).toBeUndefined()
    })

    it('are erased with all that hangs on them, and nothing of another one', async () => {
      for (const id of ['c1', 'c2']) {
        await store.putMessage(id, message('m1'), 1000)
        await store.putSnapshot(id, '{}', 1000)
        await store.saveVerification({
          conversationId: id,
          reference: 'R1',
          level: 1,
          at: 1,
          expiresAt: 9000,
        })
        await store.addLink({
          id: `link-${id}`,
          conversationId: id,
          ref: 'r',
          fileName: 'f.pdf',
          expiresAt: 9000,
        })
        await store.requestHandoff(handoff(`h-${id}`, id))
        await store.addCallback(callback(`cb-${id}`, id), 10)
        await store.addSurveyAnswer(id, { scale: 'csat', value: 5 }, 1000)
        // oxlint-disable-next-line unicorn/no-thenable -- the field's name on the wire
        await store.addUnanswered(id, { text: 'q', locale: 'fr', proposed: ['a'], then: 'left' }, 1000)
      }
      expect(await store.eraseConversation('c1')).toBe(true)
      expect(await store.eraseConversation('c1')).toBe(false)
      expect(await store.conversation('c1')).toBeUndefined()
      expect(await store.messages('c1', 0, 10)).toEqual([])
      expect(await store.snapshot('c1')).toBeUndefined()
      expect(await store.verifications('c1')).toEqual([])
      expect(await store.link('link-c1')).toBeUndefined()
      expect(await store.handoff('c1')).toBeUndefined()
      expect(await store.callback('cb-c1')).toBeUndefined()
      expect(await store.messages('c2', 0, 10)).toHaveLength(1)
      expect(await store.waiting()).toMatchObject([{ conversationId: 'c2', position: 1 }])
      expect(await store.callbacks({ show: 'all', limit: 10 })).toMatchObject([{ conversationId: 'c2' }])
    })

    it('that are gone take nothing more', async () => {
      await store.eraseConversation('c1')
      await expect(store.putMessage('c1', message('m1'), 1000)).rejects.toThrow(ConversationGone)
      await expect(store.putSnapshot('c1', '{}', 1000)).rejects.toThrow(ConversationGone)
      await expect(store.requestHandoff(handoff('h1', 'c1'))).rejects.toThrow(ConversationGone)
      await expect(store.addCallback(callback('cb', 'c1'), 10)).rejects.toThrow(ConversationGone)
    })

    it('keep their newest snapshot', async () => {
      await store.putSnapshot('c1', '{"v":1}', 1000)
      await store.putSnapshot('c1', '{"v":2}', 2000)
      expect(await store.snapshot('c1')).toBe('{"v":2}')
    })
  })

  describe(`${name}: messages`, () => {
    it('are numbered from 1 without a gap in each conversation, many at once', async () => {
      const stored = await Promise.all(
        Array.from({ length: 300 }, (_, index) =>
          store.putMessage(index % 2 ? 'c1' : 'c2', message(`m${index}`), 1000),
        ),
      )
      expect(stored.every(({ created }) => created)).toBe(true)
      for (const id of ['c1', 'c2']) {
        const seqs = (await store.messages(id, 0, 1000)).map(({ seq }) => seq)
        expect(seqs).toEqual(Array.from({ length: 150 }, (_, index) => index + 1))
        expect(await store.digest(id)).toEqual({ count: 150, last: 150 })
      }
    })

    it('with the same id are the same message, also when both come at once', async () => {
      const texts = ['first', 'second']
      const stored = await Promise.all(texts.map((text) => store.putMessage('c1', message('m1', text), 1000)))
      // Which of the two comes first is the database's to say.
      const winner = stored.findIndex(({ created }) => created)
      expect(stored[winner]).toEqual({ seq: 1, created: true, author: 'customer' })
      expect(stored[1 - winner]).toEqual({ seq: 1, created: false, author: 'customer' })
      expect(await store.messages('c1', 0, 10)).toMatchObject([{ text: texts[winner] }])
    })

    it('with the same id in two conversations are two', async () => {
      await store.putMessage('c1', message('m1'), 1000)
      expect(await store.putMessage('c2', message('m1'), 1000)).toMatchObject({ created: true })
    })

    it('are read up to a mark, that goes no further than there are messages, and never back', async () => {
      for (const id of ['m1', 'm2', 'm3']) await store.putMessage('c1', message(id), 1000)
      expect(await store.readBy('c1', 'agent')).toBe(0)
      expect(await store.markRead('c1', 'agent', 2)).toBe(true)
      expect(await store.markRead('c1', 'agent', 1)).toBe(false)
      expect(await store.markRead('c1', 'agent', 2)).toBe(false)
      expect(await store.markRead('c1', 'agent', 4)).toBe(false)
      expect(await store.readBy('c1', 'agent')).toBe(2)
      expect(await store.readBy('c1', 'customer')).toBe(0)
      expect(await store.readBy('c2', 'agent')).toBe(0)
    })

    it('come back with all they carry, after a seq, and so many', async () => {
      const full: Message = {
        ...message('m1', 'Voici « votre » facture 😀'),
        author: 'bot',
        lang: 'fr',
        card: { type: 'file', ref: 'invoice:R:1', name: 'facture.pdf', mime: 'application/pdf' },
        choices: [{ id: 'yes', label: 'Oui' }],
      }
      await store.putMessage('c1', full, 1000)
      for (const id of ['m2', 'm3', 'm4']) await store.putMessage('c1', message(id), 1000)
      expect(await store.messages('c1', 0, 1)).toEqual([{ ...full, seq: 1 }])
      expect((await store.messages('c1', 1, 2)).map(({ id }) => id)).toEqual(['m2', 'm3'])
    })
  })

  describe(`${name}: verification`, () => {
    it('gives out three tries however many are taken at once, and takes one back', async () => {
      const tries = await Promise.all(Array.from({ length: 20 }, () => store.takeTry('c1', 3)))
      expect(tries.filter(({ taken }) => taken)).toHaveLength(3)
      await store.returnTry('c1')
      expect(await store.takeTry('c1', 3)).toEqual({ taken: true, left: 0 })
      expect(await store.takeTry('c1', 3)).toEqual({ taken: false, left: 0 })
    })

    it('keeps one proof per order and one customer, the last', async () => {
      await store.saveVerification({ conversationId: 'c1', reference: 'R1', level: 1, at: 1, expiresAt: 100 })
      await store.saveVerification({ conversationId: 'c1', reference: 'R1', level: 2, at: 2, expiresAt: 200 })
      await store.saveVerification({ conversationId: 'c1', customerId: 'A', level: 3, at: 3, expiresAt: 300 })
      await store.saveVerification({ conversationId: 'c1', customerId: 'B', level: 3, at: 4, expiresAt: 400 })
      expect(await store.verifications('c1')).toEqual([
        { conversationId: 'c1', customerId: 'B', level: 3, at: 4, expiresAt: 400 },
        { conversationId: 'c1', reference: 'R1', level: 2, at: 2, expiresAt: 200 },
      ])
    })

    it('prolongs only what is alive', async () => {
      await store.saveVerification({
        conversationId: 'c1',
        reference: 'OLD',
        level: 1,
        at: 1,
        expiresAt: 100,
      })
      await store.saveVerification({
        conversationId: 'c1',
        reference: 'NEW',
        level: 1,
        at: 2,
        expiresAt: 200,
      })
      await store.extendVerifications('c1', 150, 500)
      expect((await store.verifications('c1')).map(({ expiresAt }) => expiresAt)).toEqual([500, 100])
    })

    it('gives a token to the first conversation that shows it', async () => {
      expect(await store.claimToken('jti', 'c1', 900)).toBe(true)
      expect(await store.claimToken('jti', 'c2', 900)).toBe(false)
      expect(await store.claimToken('jti', 'c1', 900)).toBe(true)
    })
  })

  describe(`${name}: links`, () => {
    it('open for one of fifty, not after their time, and again when the document could not be had', async () => {
      await store.addLink({ id: 'l1', conversationId: 'c1', ref: 'r', fileName: 'f.pdf', expiresAt: 5000 })
      const opened = await Promise.all(Array.from({ length: 50 }, () => store.redeemLink('l1', 4000)))
      expect(opened.filter(Boolean)).toHaveLength(1)
      await store.restoreLink('l1')
      expect(await store.redeemLink('l1', 5000)).toBe(false)
      expect(await store.redeemLink('l1', 4999)).toBe(true)
      expect(await store.redeemLink('none', 1)).toBe(false)
    })
  })

  describe(`${name}: files`, () => {
    it('come back byte by byte, once for one id, so many a conversation, and go with it', async () => {
      const content = new Uint8Array([0, 255, 128, 10, 13, 0])
      const file = { author: 'customer', name: 'photo.jpg', mime: 'image/jpeg', content, at: 1000 } as const
      const added = await Promise.all(
        ['f1', 'f1', 'f2', 'f3'].map((id) => store.addFile('c1', { ...file, id }, 2)),
      )
      expect(added.filter((one) => one?.created)).toHaveLength(2)
      const { content: _, ...facts } = file
      expect(await store.files('c1')).toContainEqual({ ...facts, id: 'f1', size: 6 })
      expect(await store.fileContent('c1', 'f1')).toEqual(content)
      expect(await store.fileContent('c2', 'f1')).toBeUndefined()
      await store.eraseConversation('c1')
      expect(await store.files('c1')).toEqual([])
      expect(await store.fileContent('c1', 'f1')).toBeUndefined()
    })
  })

  describe(`${name}: handoffs`, () => {
    beforeEach(async () => {
      for (const id of ['a1', 'a2']) {
        await store.addAgent({
          id,
          login: id,
          name: id,
          role: 'agent',
          passwordHash: 'x',
          mustChangePassword: false,
        })
      }
    })

    it('wait in the order in which they came, one open per conversation', async () => {
      expect(await store.requestHandoff(handoff('h1', 'c1'))).toMatchObject({
        id: 'h1',
        state: 'waiting',
        position: 1,
      })
      expect(await store.requestHandoff(handoff('h2', 'c2'))).toMatchObject({ position: 2 })
      expect(await store.requestHandoff(handoff('h3', 'c1'))).toMatchObject({ id: 'h1', position: 1 })
      expect((await store.waiting()).map(({ conversationId }) => conversationId)).toEqual(['c1', 'c2'])
    })

    it('go to one agent, move the others up, and end once', async () => {
      await store.requestHandoff(handoff('h1', 'c1'))
      await store.requestHandoff(handoff('h2', 'c2'))
      const taken = await Promise.all([store.takeHandoff('c1', 'a1', 5), store.takeHandoff('c1', 'a2', 5)])
      expect(taken.filter(Boolean)).toMatchObject([{ state: 'live', takenAt: 5 }])
      expect(await store.handoff('c2')).toMatchObject({ position: 1 })
      expect(await store.liveHandoffs(taken[0] ? 'a1' : 'a2')).toHaveLength(1)
      expect(await store.endHandoff('c1', 9)).toMatchObject({ state: 'ended', endedAt: 9 })
      expect(await store.endHandoff('c1', 9)).toBeUndefined()
      expect(await store.requestHandoff(handoff('h4', 'c1'))).toMatchObject({ id: 'h4', position: 2 })
    })
  })

  describe(`${name}: callbacks`, () => {
    beforeEach(() =>
      store.addAgent({
        id: 'a1',
        login: 'a1',
        name: 'A',
        role: 'agent',
        passwordHash: 'x',
        mustChangePassword: false,
      }),
    )

    it('fill a slot up to its room, whoever comes at once', async () => {
      const added = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          store.addCallback(callback(`cb${index}`, 'c1', { phone: `+3326191${index}` }), 2),
        ),
      )
      expect(added.filter(Boolean)).toHaveLength(2)
      expect(await store.callbacksPerSlot(0)).toEqual(new Map([[10_000, 2]]))
      expect(await store.callbacksPerSlot(10_001)).toEqual(new Map())
    })

    it('asked for twice are one', async () => {
      await store.addCallback(callback('cb1', 'c1'), 1)
      expect(await store.addCallback(callback('cb2', 'c1'), 1)).toMatchObject({
        id: 'cb1',
        consent: { textVersion: 'v1' },
      })
    })

    it('are listed by due time, and counted by number', async () => {
      await store.addCallback(callback('late', 'c1', { from: 50_000, to: 60_000 }), 9)
      await store.addCallback(callback('early', 'c2', { from: 30_000, to: 40_000, at: 5000 }), 9)
      expect((await store.callbacks({ show: 'open', limit: 9 })).map(({ id }) => id)).toEqual([
        'early',
        'late',
      ])
      expect((await store.callbacks({ show: 'all', limit: 1 })).map(({ id }) => id)).toEqual(['late'])
      expect(
        (await store.callbacks({ show: 'all', conversationId: 'c2', limit: 9 })).map(({ id }) => id),
      ).toEqual(['early'])
      expect(await store.callbacksForPhone('+33261910042', 2000)).toBe(1)
    })

    it('end reached and done, or missed after so many calls', async () => {
      await store.addCallback(callback('cb1', 'c1'), 9)
      await store.addCallback(callback('cb2', 'c2'), 9)
      const record = (
        id: string,
        outcome: 'reached' | 'no-answer' | 'done',
      ): ReturnType<Store['recordOutcome']> =>
        store.recordOutcome(id, { outcome, agentId: 'a1', at: 15_000, maxAttempts: 2 })
      expect(await record('cb1', 'reached')).toMatchObject({ state: 'reached', agentId: 'a1' })
      expect(await record('cb1', 'done')).toMatchObject({ state: 'done', closedAt: 15_000 })
      expect(await record('cb1', 'done')).toBeUndefined()
      expect(await record('cb2', 'no-answer')).toMatchObject({ state: 'due', attempts: 1 })
      expect(await record('cb2', 'no-answer')).toMatchObject({
        state: 'missed',
        attempts: 2,
        closedAt: 15_000,
      })
    })
  })

  describe(`${name}: agents and sessions`, () => {
    it('come back as they were added and changed', async () => {
      const agent = {
        id: 'a1',
        login: 'camille',
        name: 'Camille',
        title: 'conseillère',
        role: 'agent',
        passwordHash: 'x',
        mustChangePassword: true,
      } as const
      expect(await store.addAgent(agent)).toEqual({ ...agent, state: 'signed-out' })
      await store.setPassword('a1', 'y')
      await store.setAgentState('a1', 'paused')
      await store.seeAgent('a1', 7000)
      expect(await store.agentByLogin('camille')).toEqual({
        ...agent,
        passwordHash: 'y',
        mustChangePassword: false,
        state: 'paused',
        seenAt: 7000,
      })
      expect(await store.agentByLogin('nobody')).toBeUndefined()
      expect(await store.addAgent({ ...agent, id: 'a2', name: 'Somebody else' })).toMatchObject({
        id: 'a1',
        name: 'Camille',
      })
      expect(await store.agents()).toHaveLength(1)
    })

    it('end one by one or all together, and when they expire', async () => {
      await store.addAgent({
        id: 'a1',
        login: 'a1',
        name: 'A',
        role: 'agent',
        passwordHash: 'x',
        mustChangePassword: false,
      })
      for (const tokenHash of ['t1', 't2', 't3'])
        await store.addSession({ tokenHash, agentId: 'a1', expiresAt: 5000 })
      await store.removeSession('t1')
      expect(await store.session('t1')).toBeUndefined()
      expect(await store.session('t2')).toEqual({ tokenHash: 't2', agentId: 'a1', expiresAt: 5000 })
      await store.removeExpired(4999)
      expect(await store.session('t2')).toBeDefined()
      await store.removeSessionsOf('a1')
      expect(await store.session('t3')).toBeUndefined()
    })
  })

  describe(`${name}: jobs`, () => {
    const job = (id: string, dueAt: number): NewJob => ({ id, kind: 'mail', payload: '{}', dueAt, at: 1000 })
    const claim = (leasedBy: string, now: number): ReturnType<Store['claimJobs']> =>
      store.claimJobs({ now, leasedBy, leasedUntil: now + 500, limit: 3 })

    it('are due at their moment, earliest first, each with one worker of many', async () => {
      for (let index = 0; index < 12; index++) await store.addJob(job(`j${index}`, 2000 - index))
      expect(await store.nextJobAt()).toBe(1989)
      expect(await claim('w', 1988)).toEqual([])
      const taken = await Promise.all(Array.from({ length: 8 }, (_, worker) => claim(`w${worker}`, 2000)))
      const ids = taken.flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      while (ids.length < 12) ids.push(...(await claim('last', 2000)).map(({ id }) => id))
      expect([...ids].sort()).toEqual(Array.from({ length: 12 }, (_, index) => `j${index}`).sort())
      expect(await claim('none', 2000)).toEqual([])
    })

    it('with one id are one job, also when it is done', async () => {
      expect(await store.addJob(job('j1', 2000))).toBe(true)
      expect(await store.addJob(job('j1', 3000))).toBe(false)
      await claim('w', 2000)
      expect(await store.finishJob('j1', 'w', 2001)).toBe(true)
      expect(await store.addJob(job('j1', 4000))).toBe(false)
      expect(await store.job('j1')).toMatchObject({ state: 'done', payload: '' })
      expect(await store.nextJobAt()).toBeUndefined()
    })

    it('come back when their worker dies, and then belong to the next one', async () => {
      await store.addJob(job('j1', 2000))
      expect(await claim('dead', 2000)).toHaveLength(1)
      expect(await store.nextJobAt()).toBe(2500)
      expect(await claim('next', 2499)).toEqual([])
      expect(await claim('next', 2500)).toMatchObject([{ id: 'j1', attempts: 2 }])
      expect(await store.finishJob('j1', 'dead', 2600)).toBe(false)
      expect(await store.postponeJob('j1', 'dead', { problem: 'late', dueAt: 9000 }, 2600)).toBe(false)
      expect(await store.finishJob('j1', 'next', 2600)).toBe(true)
    })

    it('are put off with the reason, counted anew, or given up', async () => {
      await store.addJob(job('j1', 2000))
      await claim('w', 2000)
      await store.postponeJob('j1', 'w', { problem: 'no route', dueAt: 5000 }, 2000)
      expect(await store.job('j1')).toMatchObject({
        state: 'waiting',
        dueAt: 5000,
        attempts: 1,
        problem: 'no route',
      })
      await claim('w', 5000)
      await store.postponeJob('j1', 'w', { problem: '', dueAt: 6000, fresh: true }, 5000)
      expect(await store.job('j1')).toMatchObject({ attempts: 0 })
      await claim('w', 6000)
      await store.postponeJob('j1', 'w', { problem: 'never' }, 6000)
      expect(await store.jobs('failed', 9)).toMatchObject([{ id: 'j1', problem: 'never' }])
    })
  })

  describe(`${name}: records and evidence`, () => {
    const record = (requestKey: string, conversationId = 'c1'): NewRecord => ({
      kind: 'ticket',
      series: 'T-2026',
      conversationId,
      requestKey,
      locale: 'fr',
      email: 'jeanne@exemple.fr',
      body: '{"text":"secret"}',
      owner: 'team',
      at: 1000,
      dueAt: 2000,
    })

    it('are numbered without a gap, once for the same request, with what follows in one commit', async () => {
      const kept = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          store.addRecord(record(`r${index % 6}`), ({ reference }) => ({
            evidence: `of ${reference}`,
            jobs: [{ id: `mail:${reference}`, kind: 'mail', payload: reference, dueAt: 1, at: 1 }],
          })),
        ),
      )
      const references = [...new Set(kept.map((one) => one.record.reference))].sort()
      expect(references).toEqual([1, 2, 3, 4, 5, 6].map((number) => `T-2026-000${number}`))
      expect(kept.filter(({ created }) => created)).toHaveLength(6)
      expect(await store.jobs('waiting', 99)).toHaveLength(6)
      expect(await checkEvidence(store)).toMatchObject({ ok: true, entries: 6, erased: 0 })
    })

    it('change owner and state, and are listed by what is due', async () => {
      await store.addRecord(record('r1'))
      await store.addRecord({ ...record('r2'), dueAt: 1500 })
      expect((await store.records({ show: 'open', limit: 9 })).map(({ reference }) => reference)).toEqual([
        'T-2026-0002',
        'T-2026-0001',
      ])
      expect(
        await store.changeRecord('T-2026-0001', { owner: 'a1', state: 'closed', at: 3000 }),
      ).toMatchObject({
        owner: 'a1',
        state: 'closed',
        closedAt: 3000,
      })
      expect(await store.records({ show: 'open', limit: 9 })).toHaveLength(1)
      expect(await store.changeRecord('none', { at: 1 })).toBeUndefined()
    })

    it('are followed by what happened to them, in the same chain, and lose it with them', async () => {
      await store.addRecord(record('r1'), () => ({ evidence: 'declared' }))
      const sent = { kind: 'receipt-mail', reference: 'T-2026-0001', at: 4000, content: 'secret' }
      await store.addEvidence(sent)
      expect((await store.evidence(1, 9)).map(({ kind, at }) => [kind, at])).toEqual([['receipt-mail', 4000]])
      await store.eraseRecords(['T-2026-0001'])
      expect(JSON.stringify(await store.evidence(0, 9))).not.toContain('secret')
      expect(await checkEvidence(store)).toMatchObject({ ok: true, entries: 2, erased: 2 })
    })

    it('lose what is personal when a person is erased, and the chain holds', async () => {
      await store.addRecord(record('r1'), () => ({ evidence: 'secret' }))
      await store.addRecord(record('r2', 'c2'), () => ({ evidence: 'kept' }))
      expect(await store.conversationsOf({ email: 'jeanne@exemple.fr' })).toEqual(['c1', 'c2'])
      await store.eraseRecords(['T-2026-0001'])
      await store.eraseConversation('c1')
      const erased = await store.record('T-2026-0001')
      expect(erased).toMatchObject({ reference: 'T-2026-0001', kind: 'ticket', at: 1000 })
      expect(JSON.stringify([erased, await store.evidence(0, 1)])).not.toMatch(/secret|jeanne/)
      expect(await checkEvidence(store)).toMatchObject({ ok: true, entries: 2, erased: 1 })
    })
  })

  describe(`${name}: limits`, () => {
    it('let through so many within any stretch of time, however many come at once', async () => {
      const rate = { count: 3, perMs: 1000 }
      const waits = await Promise.all(Array.from({ length: 10 }, () => store.takeAllowance('k', rate, 5000)))
      expect(waits.filter((wait) => wait === 0)).toHaveLength(3)
      expect(await store.takeAllowance('k', rate, 5400)).toBe(600)
      expect(await store.takeAllowance('other', rate, 5400)).toBe(0)
      await store.returnAllowance('k')
      expect(await store.takeAllowance('k', rate, 5400)).toBe(0)
      expect(await store.takeAllowance('k', rate, 6000)).toBe(0)
    })

    it('give a code five tries and one use, and every desk the same secret', async () => {
      await store.putCode({ conversationId: 'c1', reference: 'R', hash: 'h', expiresAt: 9000, tries: 5 })
      const tries = await Promise.all(Array.from({ length: 9 }, () => store.tryCode('c1', 'R', 8999)))
      expect(tries.filter((hash) => hash === 'h')).toHaveLength(5)
      const uses = await Promise.all([1, 2, 3].map(() => store.useCode('c1', 'R')))
      expect(uses.filter(Boolean)).toHaveLength(1)
      expect(await store.secret('links', 'first')).toBe('first')
      expect(await store.secret('links', 'second')).toBe('first')
    })
  })

  describe(`${name}: what is old`, () => {
    it('is forgotten by class, but nothing in which something is open', async () => {
      await store.putMessage('c2', message('m1'), 5000)
      expect(await store.oldConversations(5000, 9)).toEqual(['c1'])
      expect(await store.oldConversations(5001, 9)).toEqual(['c1', 'c2'])
      await store.requestHandoff(handoff('h1', 'c1'))
      await store.addCallback(callback('cb', 'c2'), 9)
      expect(await store.oldConversations(9000, 9)).toEqual([])
      await store.addAudit({ at: 1, agentId: 'a', action: 'x', subject: '' })
      await store.addAudit({ at: 9, agentId: 'a', action: 'y', subject: '' })
      const before = { records: 5, evidence: 5, consents: 5, audit: 5, jobs: 5 }
      expect(await store.forget(before)).toBe(1)
      expect(await store.audit(9)).toMatchObject([{ action: 'y' }])
    })
  })

  describe(`${name}: figures`, () => {
    it('count what there is, and what is late', async () => {
      await store.putMessage('c1', message('m1'), 1000)
      await store.requestHandoff(handoff('h1', 'c1', 1500))
      await store.addCallback(callback('cb1', 'c1'), 9)
      expect(await store.figures(20_001)).toEqual({
        waiting: 1,
        oldestWaitingSince: 1500,
        live: 0,
        callbacksDue: 1,
        callbacksOverdue: 1,
        recordsOpen: 0,
        recordsOverdue: 0,
      })
      expect(await store.totals()).toEqual({ conversations: 2, messages: 1, files: 0 })
    })
  })

  describe(`${name}: alarms`, () => {
    it('are raised once for each promise that is late, by whichever of many', async () => {
      await store.addCallback(callback('cb1', 'c1'), 9)
      const left = { kind: 'ticket', series: 'T-2026', conversationId: 'c1', locale: 'fr' } as const
      for (const [requestKey, dueAt] of [
        ['k1', 15_000],
        ['k2', 90_000],
      ] as const)
        await store.addRecord({ ...left, requestKey, body: '{}', owner: 'team', at: 1000, dueAt })
      expect(await store.nextDueAt(1000)).toBe(15_000)
      expect(await store.raiseAlarms(15_000, 9)).toEqual([])
      const raised = await Promise.all([1, 2, 3].map(() => store.raiseAlarms(20_001, 9)))
      expect(raised.flat().map(({ subject, kind }) => [subject, kind])).toEqual([
        ['T-2026-0001', 'ticket'],
        ['cb1', 'callback'],
      ])
      expect(await store.nextDueAt(20_001)).toBe(90_000)
      expect(await store.alarms(1)).toEqual([
        { subject: 'T-2026-0001', kind: 'ticket', dueAt: 15_000, raisedAt: 20_001 },
      ])
      expect(await store.nextDueAt(90_001)).toBeUndefined()
    })
  })

  describe(`${name}: the audit log`, () => {
    it('gives the newest first', async () => {
      await store.addAudit({ at: 1, agentId: 'a1', action: 'conversation.read', subject: 'c1' })
      await store.addAudit({ at: 2, agentId: 'a1', action: 'conversation.read', subject: 'c2' })
      expect(await store.audit(1)).toEqual([
        { at: 2, agentId: 'a1', action: 'conversation.read', subject: 'c2' },
      ])
    })
  })
}
