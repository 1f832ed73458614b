import { graphOf } from '../checker/flow-graph.ts'
import { compileFlow } from '../flow/compile.ts'
import type { Step } from '../flow/flow.ts'
import { allSlotReaders } from '../flow/all-slot-readers.ts'
import type { FlowLibrary } from '../flow/library.ts'
import type { Frame } from '../flow/turn.ts'
import { inspectTurns, type InspectedTransition } from '../pure-scope.ts'
import { actsFor, typed, wordsIn, type Act } from './acts.ts'
import { correctionsOf, faultOfCorrection, type Correction } from './corrections.ts'
import { valueFor } from './texts.ts'
import { bentAnswersFor, pairsOf } from './bent-answers.ts'
import { fatesFor } from './fates.ts'
import type { Fates } from './fickle-ports.ts'
import { liveQuestions } from './live-questions.ts'
import {
  configurationOf,
  beginnings,
  givesWay,
  isInside,
  placeOf,
  withoutTries,
  type LiveQuestions,
  type Situation,
} from './situation.ts'
import { createStage, type Played } from './stage.ts'
import { inputPaths, stepInput } from '../flow/step-input.ts'
import { inputsOf, withStubs } from './stub-flows.ts'
import { createTally, type Tally } from './tally.ts'
import { wantedTexts } from './wanted-texts.ts'
import { promisedWays, waysOfMachine, type Way } from './ways.ts'

export interface ExploreOptions {
  readonly flow: string
  readonly flows: FlowLibrary
  /** @default 'fr' */
  readonly locale?: string
  /** Configurations at most. @default 3000 */
  readonly limit?: number
  /** Ends at the first trap. @default false */
  readonly untilTrap?: boolean
}

/** What was found by walking through every reachable configuration of a flow. */
export interface Exploration {
  readonly flow: string
  /** Different situations that a customer can be in: where the flows rest, what they know, what was tried. */
  readonly configurations: number
  /** Acts that were tried: each input, with each behaviour of the ports, and each interruption. */
  readonly acts: number
  readonly tally: Tally
  readonly states: Coverage
  /** Ways of the compiled machine, going back and resuming included. */
  readonly transitions: Coverage
  /** What the steps of the flow promise: each answer, option, branch and failure leads where it says. */
  readonly promises: Coverage
  /** Situations without a way out, throws, and hangs; none for a sound flow. */
  readonly traps: readonly Trap[]
  /** The limit was reached before the end. */
  readonly cut: boolean
}

export interface Coverage {
  readonly seen: number
  readonly all: number
  /** What was never reached, by name. */
  readonly missed: readonly string[]
}

/** A situation that should not exist, with the conversation that leads to it. */
export interface Trap {
  readonly kind:
    | 'no-human'
    | 'no-exit'
    | 'silence'
    | 'error'
    | 'hang'
    | 'missing-text'
    | 'lost-place'
    | 'reload'
  readonly sentence: string
  readonly conversation: readonly string[]
}

/**
 * Walks a flow as customers would, through `createConversation` and ports of its own: from every situation it
 * tries every answer (valid, invalid, ambiguous, none at all), every command and interruption, and every fate of
 * the calls to the outside (well, refused, down, silent, late, garbage, twice), until no new situation appears. In
 * each it asks for a human, and takes leave.
 */
export async function explore(options: ExploreOptions): Promise<Exploration> {
  const { flow, flows, locale = 'fr', limit = 3000, untilTrap = false } = options
  const real = await preload(flows, locale)
  const all = new Map(await Promise.all(flows.ids.map(async (id) => [id, await real.flow(id)] as const)))
  const explored = all.get(flow)
  if (!explored) throw new Error(`There is no flow "${flow}" in the library.`)
  const compiled = compileFlow(explored)
  const words = wordsIn(locale)
  const stubbed = withStubs(real, explored, all)
  const waits = new Map([[flow, compiled.waits]])
  const play = createStage(flow, stubbed, locale)
  const kept = liveQuestions(graphOf(compiled))
  const live: LiveQuestions = (state = compiled.config.initial) => kept.get(state) ?? []
  /** The outside remembers what it was asked with, and whom. */
  const remembered: LiveQuestions = (state = compiled.config.initial) => {
    const index = compiled.config.states[state]?.meta?.step
    const step = index === undefined ? undefined : explored.steps[index]
    const given = step ? inputPaths(stepInput(step)) : []
    return [...live(state), ...given.map((path) => ({ path }))]
  }
  const bent = bentAnswersFor(compiled)
  const fates = fatesFor(bent)
  const taken = new Map<string, InspectedTransition>()
  /** How often the flow was moved on, and not only asked its question again. */
  let moves = 0
  /** How often an answer was not understood. */
  let misses = 0
  const stop = inspectTurns((step) => {
    if (step.event === 'MISS') misses++
    if (step.machine !== flow) return
    taken.set(JSON.stringify(step), step)
    if (step.event !== 'RESUME') moves++
  })
  const places = explored.steps.flatMap((step) => ('match' in step && step.match ? [step.match] : []))
  const repertoire = { places, words, wanted: wantedTexts(explored) }
  const tally = createTally()
  const traps: Trap[] = []
  const known = new Set<string>()
  const asked = new Set<string>()
  /**
   * What comes in between, by the place where it did not move the flow: it is between the customer and the
   * conversation, so what the flow knows has no part in it.
   */
  const idle = new Set<string>()
  /** What was understood, by the configuration without its tries: nothing but a miss looks at those. */
  const steady = new Set<string>()
  /** How an answer was misunderstood where nothing had been missed yet: alike ones differ at no later try either. */
  const misunderstood = new Map<string, string>()
  const open: Situation[] = []
  /** A situation in which the flow itself asks something. */
  let asking: Situation | undefined

  const starts = inputsOf(explored, all, bent).map((input): Act => ({
    kind: 'valid',
    say: `(${flow})`,
    event: { type: 'FLOW.START', flow, input },
  }))

  try {
    for (const start of starts)
      for (const beginning of beginnings(explored, places)) await tryAll(beginning, start)
    await walk()
    await goBackEverywhere()
    await walk()
    for (const start of starts)
      for (const beginning of beginnings(explored, places)) await meetPairs(beginning, start)
    const steps = [...taken.values()]
    const states = new Set([compiled.config.initial, ...steps.flatMap(({ from, to }) => [from, to])])
    return {
      flow,
      configurations: known.size,
      acts: tally.acts,
      tally: tally.counts,
      states: coverageOf(
        Object.keys(compiled.config.states).map((name) => ({ name, met: states.has(name) })),
      ),
      transitions: coverageOf(meet(waysOfMachine(compiled), steps)),
      promises: coverageOf(meet(promisedWays(explored), steps)),
      traps: distinct(traps),
      cut: known.size >= limit,
    }
  } finally {
    stop()
  }

  async function walk(): Promise<void> {
    for (let next = open.shift(); next && goesOn(); next = open.shift()) await lookAround(next)
  }

  /** What one answer leads to only together with another: looked for as long as something is out of reach. */
  async function meetPairs(from: Situation, act: Act): Promise<void> {
    if (!missesSomething()) return
    const { asked: names } = await play(from, act)
    for (const pair of pairsOf(bent)) {
      if (!names.has(pair.call) || !goesOn()) continue
      const before = taken.size
      keep((await tryOne(from, act, { bent: [pair] })).after)
      await walk()
      if (taken.size > before && !missesSomething()) return
    }
  }

  function missesSomething(): boolean {
    return meet(waysOfMachine(compiled), [...taken.values()]).some(({ met }) => !met)
  }

  function goesOn(): boolean {
    return known.size < limit && !(untilTrap && traps.length > 0)
  }

  async function lookAround(situation: Situation): Promise<void> {
    if (!isInside(situation.snapshot, flow)) {
      // Asked for again, with what is known by now.
      if (givesWay(situation.snapshot)) for (const start of starts) await tryAll(situation, start)
      return
    }
    const { stack } = situation.snapshot.state.context
    if (stack.length === 1 && !situation.view.busy && situation.view.waitingFor.kind !== 'agent')
      asking ??= situation
    const place = placeOf(situation, flow, live)
    const untried = standingOf(withoutTries(situation))
    const isFirstTry = untried === standingOf(situation)
    const missedHere = new Set<string>()
    const top = stack.at(-1)?.frame
    const step = top?.flow === flow ? compiled.waits.get(top.at)?.step : undefined
    const slot = step && 'collect' in step ? step.collect : undefined
    // What a flow uses is explored on its own, and what it knows is taken back there.
    const corrections = explored && top?.flow === flow ? correctionsOf(explored, top.data) : []
    for (const act of actsFor(situation, repertoire, slot, corrections)) {
      const isAside = act.kind === 'interruption' || act.comesBack || act.ends
      const [here, hereUntried] = [`${act.say} ${place}`, `${act.say} ${untried}`]
      if ((isAside && idle.has(here)) || steady.has(hereUntried)) continue
      const how = misunderstood.get(hereUntried)
      if (how !== undefined && missedHere.has(how)) continue
      if (how !== undefined) missedHere.add(how)
      const before = { moves, misses }
      const { after } = await tryAll(situation, act)
      if (moves === before.moves) idle.add(here)
      if (misses === before.misses) steady.add(hereUntried)
      else if (isFirstTry && !act.ends)
        misunderstood.set(hereUntried, `${standingOf(after)} ${answersIn(situation, after)}`)
      if (!goesOn()) return
    }
    await lookForExits(situation, untried)
  }

  /**
   * The act as it goes well; and where it asks the outside for something new, with every other fate of the calls.
   *
   * @returns how it went well
   */
  async function tryAll(from: Situation, act: Act): Promise<Played> {
    const well = await tryOne(from, act, {}, !act.ends)
    if (act.comesBack) expectPlace(from, act, well)
    if (act.corrects) expectCorrected(from, act.corrects, well)
    if (act.ends) return well
    keep(well.after)
    await interruptCalls(from, act, {}, well)
    return well
  }

  /**
   * Looks at each call of an act where it stopped, its fates so far being known. The page is loaded anew there: it has
   * to be asked again. Where this was not asked in the same configuration before, the call meets every fate there is.
   */
  async function interruptCalls(from: Situation, act: Act, before: Fates, played: Played): Promise<void> {
    const { asked: called, pauses } = played
    if (called.has('stream') && before.agent === undefined)
      await meetFates(from, act, before, new Set(['stream']))
    const { calls: gone = [] } = before
    const fresh: Fates[] = []
    for (const { call, name, situation } of pauses) {
      if (!goesOn()) return
      const place = configurationOf(situation, flow, remembered)
      // A turn may ask for several things at one place; the file of a flow is no other place than what led to it.
      const key = call === 'flow' ? place : `${name} ${place}`
      if (!situation.view.busy || asked.has(key)) continue
      asked.add(key).add(place)
      keep((await tryOne(situation, RELOAD, {})).after)
      keep((await tryOne({ ...situation, now: (situation.now ?? 0) + 3_600_000 }, LATE_RELOAD, {})).after)
      const well = call === 'flow' ? 0 : call - gone.length
      fresh.push({ ...before, calls: [...gone, ...Array.from({ length: well }, () => 'well' as const)] })
    }
    for (const settled of fresh) await meetFates(from, act, settled, called)
  }

  async function meetFates(
    from: Situation,
    act: Act,
    before: Fates,
    calls: ReadonlySet<string>,
  ): Promise<void> {
    for (const fate of fates) {
      if (!fate.concerns(calls) || !goesOn()) continue
      const given = fate.add(before)
      const played = await tryOne(from, act, given, true)
      keep(played.after)
      await interruptCalls(from, act, given, played)
    }
  }

  async function tryOne(from: Situation, act: Act, fate: Fates, stops = false): Promise<Played> {
    const played = await play(from, act, fate, stops)
    tally.add(act, fate, played.asked)
    lookForTraps(act, fate, played)
    return played
  }

  function standingOf(situation: Situation): string {
    return configurationOf(situation, flow, live)
  }

  function keep(found: Situation): void {
    const key = standingOf(found)
    // The same situation, but with another question to go back to, is looked at for that alone.
    const last = found.snapshot.state.context.stack
      .find(({ frame }) => frame.flow === flow)
      ?.frame.trail.at(-1)
    const back = `back to ${last}`
    if (known.has(key) && (last === undefined || known.has(back))) return
    if (last !== undefined) known.add(back)
    known.add(key)
    open.push(found)
  }

  function lookForTraps(act: Act, fate: Fates, { after, log, mute, moved }: Played): void {
    const trap = (kind: Trap['kind'], sentence: string): void =>
      void traps.push({ kind, sentence, conversation: after.way })
    for (const { code, message } of log) {
      if (code === 'BOT-203') trap('missing-text', message)
      else if (code === 'BOT-302' || (code === 'BOT-202' && !fate.flows)) trap('error', message)
    }
    if (moved) trap('reload', 'After a reload it waits for something else than before.')
    const top = after.snapshot.state.context.stack.at(-1)?.frame
    const rests = (top && waits.get(top.flow)?.get(top.at)?.by) ?? 'none'
    const owesAnAnswer = act.event && !NOTICED.has(act.event.type) && after.view.waitingFor.kind !== 'agent'
    if (mute && owesAnAnswer && rests !== 'time') trap('silence', 'The bot says nothing to this.')
    if (after.view.busy) return trap('hang', 'It waits for an answer from outside that never comes.')
    if (top && waits.has(top.flow) && rests === 'none')
      trap('hang', `It rests at "${top.at}", where nothing is waited for.`)
  }

  /**
   * To every question that can be gone back to, from a situation that remembers it as the last one that was
   * answered, and knows what may be said in passing: an edit of the flow may have taken away what lay between.
   */
  async function goBackEverywhere(): Promise<void> {
    for (const [step, { by }] of compiled.waits) {
      if (by === 'none' || by === 'agent' || by === 'time' || !asking || !goesOn()) continue
      const { stack } = asking.snapshot.state.context
      const passing = compiled.passing.map(([name, type]) => [name, valueFor(type)])
      const data = { ...stack[0]?.frame.data, ...Object.fromEntries(passing) }
      const state = {
        ...asking.snapshot.state,
        context: {
          ...asking.snapshot.state.context,
          stack: stack.map((entry) => ({ ...entry, frame: { ...entry.frame, data, trail: [step] } })),
        },
      }
      keep((await tryOne({ ...asking, snapshot: { ...asking.snapshot, state } }, BACK, {})).after)
    }
  }

  /** After something in between, the same question is asked, and nothing that was said is lost. */
  function expectPlace(from: Situation, { say, event }: Act, { after }: Played): void {
    const place = ({ snapshot }: Situation): string =>
      JSON.stringify(snapshot.state.context.stack.map(({ frame: { flow: id, at, data } }) => [id, at, data]))
    const here = from.snapshot.state.context.stack.find(({ frame }) => frame.flow === flow)?.frame.at
    const wait = here === undefined ? undefined : compiled.waits.get(here)
    if (wait?.interruption === 'leave' || !isInside(from.snapshot, flow)) return
    // Words are an answer where any words are one, and where the question is declared to stay.
    const isSaid = event?.type === 'MESSAGE.SEND'
    if (isSaid && wait && (wait.interruption === 'stay' || takesAnything(wait.step))) return
    if (place(from) !== place(after))
      traps.push({
        kind: 'lost-place',
        sentence: `After ${say} the conversation does not come back to its question.`,
        conversation: after.way,
      })
  }

  /** Where it can be read as a correction: where any words are an answer, and while people are there, it is none. */
  function expectCorrected(from: Situation, corrects: Correction, { after }: Played): void {
    const before = frameIn(from)
    const wait = before && compiled.waits.get(before.at)
    if (!before || !wait || takesAnything(wait.step) || ['none', 'agent', 'time'].includes(wait.by)) return
    const fault = faultOfCorrection(compiled, corrects, before, frameIn(after))
    if (fault === undefined) return
    traps.push({
      kind: 'lost-place',
      sentence: `After the correction of "${corrects.name}" ${fault}.`,
      conversation: after.way,
    })
  }

  function frameIn({ snapshot }: Situation): Frame | undefined {
    return snapshot.state.context.stack.find(({ frame }) => frame.flow === flow)?.frame
  }

  function takesAnything(step: Step): boolean {
    const names =
      'collect' in step ? [step.collect] : 'form' in step ? step.fields.map(({ slot }) => slot) : []
    return names.some((name) => {
      const type = explored?.slots?.[name]?.type
      return type !== undefined && allSlotReaders[type].anything === true
    })
  }

  /** From here a human, and leave, have to be one act away. */
  async function lookForExits(situation: Situation, untried: string): Promise<void> {
    if (steady.has(`exits ${untried}`)) return
    const before = misses
    const called = await tryOne(situation, { ...typed(words.human, 'valid'), kind: 'interruption' }, {})
    const { stack } = called.after.snapshot.state.context
    const reached =
      called.after.view.waitingFor.kind === 'agent' || stack.some(({ frame }) => frame.flow === 'handoff')
    if (!reached) {
      const sentence = 'Asking for a human does not reach one from here.'
      traps.push({ kind: 'no-human', sentence, conversation: called.after.way })
    }
    const left = await tryOne(situation, LEAVE, {})
    if (left.after.snapshot.state.mode !== 'over') {
      const sentence = 'Taking leave does not end it from here.'
      traps.push({ kind: 'no-exit', sentence, conversation: left.after.way })
    }
    if (misses === before) steady.add(`exits ${untried}`)
  }
}

/** What was said to an act, but by the customer. */
function answersIn(from: Situation, after: Situation): string {
  const told = after.way.slice(from.way.length)
  return told.filter((line) => !line.startsWith('customer: ')).join('\n')
}

/** What the page tells, and nobody expects an answer to. */
const NOTICED: ReadonlySet<string> = new Set(['PAGE.CHANGE', 'LINK.OPEN'])

const LEAVE: Act = { kind: 'interruption', say: '(stop)', event: { type: 'COMMAND', name: 'stop' } }

const BACK: Act = { kind: 'interruption', say: '(back)', event: { type: 'COMMAND', name: 'back' } }

const RELOAD: Act = { kind: 'interruption', say: '(the page is loaded anew)' }

const LATE_RELOAD: Act = { kind: 'interruption', say: '(the page is loaded anew, an hour later)' }

/** Every flow and text at hand, so that no turn waits for a file. */
async function preload(flows: FlowLibrary, locale: string): Promise<FlowLibrary> {
  const loaded = new Map(await Promise.all(flows.ids.map(async (id) => [id, await flows.flow(id)] as const)))
  const texts = new Map(
    await Promise.all(
      ['conversation', 'repair', ...flows.ids].map(
        async (id) => [id, await flows.texts(locale, id)] as const,
      ),
    ),
  )
  return {
    ids: flows.ids,
    locales: [locale],
    flow: (id) => loaded.get(id) ?? flows.flow(id),
    texts: (_, id) => texts.get(id) ?? {},
  }
}

function meet(
  ways: readonly Way[],
  steps: readonly InspectedTransition[],
): readonly { readonly name: string; readonly met: boolean }[] {
  return ways.map(({ name, fits }) => ({ name, met: steps.some(fits) }))
}

function coverageOf(all: readonly { readonly name: string; readonly met: boolean }[]): Coverage {
  const missed = all.filter(({ met }) => !met).map(({ name }) => name)
  return { seen: all.length - missed.length, all: all.length, missed }
}

function distinct(traps: readonly Trap[]): readonly Trap[] {
  return [...new Map(traps.map((trap) => [`${trap.kind} ${trap.sentence}`, trap])).values()]
}
