import type { Unused } from './leave-out.ts'
import { unusedOfPreact } from './unused-preact.ts'

/** What XState's classes set to nothing before they set it. */
const EMPTY_FIELDS =
  'key id type path states history entry exit parent machine meta output description transitions always version schemas implementations options root events'.split(
    ' ',
  )

/**
 * What the widget never uses of its libraries. Flows compile to machines of one level: states side by side, no
 * parallel states, no history, no delays, no actors; they are turned without an actor (bot-engine's `pure-scope.ts`).
 */
export const unused: readonly Unused[] = [
  {
    file: /xstate\/dist\/raise-\w+\.esm\.js$/,
    because: 'no actors, delays, routes, history, parallel or nested states; nothing is persisted by XState',
    bodies: {
      createActor: '',
      spawnChild: '',
      stopChild: '',
      stopChildren: 'return nextState',
      getPersistedSnapshot: '',
      getDelayedTransitions: '',
      getCandidates: 'return stateNode.transitions.get(receivedEventType) ?? []',
      getMachineOutput: '',
      formatRouteTransitions: '',
      // One state of a level at a time: what is searched for in a tree is the root, or one of its states.
      getStateNode: 'const found = stateNode.states[stateKey]; if (!found) throw new Error(); return found',
      getStateNodes: 'return [stateNode, getStateNode(stateNode, stateValue)]',
      getAllStateNodes: 'return new Set(stateNodes)',
      getInitialStateNodes: 'return new Set([stateNode, stateNode.initial.target[0]])',
      getStateValue: 'return stateNodes.find(({ parent }) => parent)?.key ?? {}',
      isInFinalState: "return [...stateNodeSet].some(({ type }) => type === 'final')",
      resolveTarget:
        'return targets?.map(target => getStateNode(stateNode.parent ?? stateNode, stateNode.parent ? target : target.slice(1)))',
      formatInitialTransition: 'return { target: [getStateNode(stateNode, _target)] }',
      transitionNode: 'return transitionAtomicNode(stateNode, stateValue, snapshot, event)',
      // At most one transition is taken at a time. It leaves the state it is in, unless it leads back there.
      removeConflictingTransitions: 'return enabledTransitions',
      getTransitionDomain:
        'return transition.reenter || !transition.target?.includes(transition.source) ? transition.source.machine.root : transition.source',
      computeExitSet:
        'return transitions.some(t => t.target && !getTransitionDomain(t).parent) ? [...stateNodeSet].filter(({ parent }) => parent) : []',
      computeEntrySet:
        'for (const t of transitions) for (const s of t.target ?? []) if (t.reenter || t.source !== s) statesToEnter.add(s)',
      selectEventlessTransitions:
        'const { context, _nodes } = nextState; const transition = _nodes.find(isAtomicStateNode).always?.find(({ guard }) => !guard || evaluateGuard(guard, context, event, nextState)); return transition ? [transition] : []',
      // No action begins others, or is done by XState itself.
      resolveActionsAndContext:
        'return resolveAndExecuteActionsWithContext(currentSnapshot, event, actorScope, actions)',
    },
    gone: ['isHistoryNode', 'transitionCompoundNode', 'transitionParallelNode'],
    texts: {
      // States side by side under one root.
      "stateNode.type === 'parallel'": 'false',
      "ancestorMarker?.type === 'parallel'": 'false',
      "parent?.type === 'parallel'": 'false',
      // No state is a history; what is entered by default is all that is entered.
      'isHistoryNode(stateNode)': 'false',
      'if (statesForDefaultEntry.has(stateNodeToEnter)) {': 'if (false) {',
      'statesForDefaultEntry.add(currentSnapshot.machine.root);': '',
      // Guards are functions by name, without others in them; so are actions but one, and only assignments are done.
      "if (typeof resolved !== 'function') {": 'if (false) {',
      "if (!('check' in resolved)) {": 'if (true) {',
      "if ('retryResolve' in builtinAction) {": 'if (false) {',
      "if ('execute' in builtinAction) {": 'if (false) {',
      'if (actions) {': 'if (false) {',
      "typeof action.params === 'function'": 'false',
      "typeof guard.params === 'function'": 'false',
      // Nobody looks into a turn.
      'actorScope.system._sendInspectionEvent({': 'void ({',
      'stateNodeToEnter.output !== undefined': 'false',
      'tags: new Set(config._nodes.flatMap(sn => sn.tags)),': '',
      'for (const historyNode of getHistoryNodes(exitStateNode))': 'if (false)',
      // No state invokes an actor or waits for a time; what a state does when it is done is its flow's.
      'for (const invokeDef of stateNode.invoke)': 'if (false)',
      'for (const invokeDef of stateNodeToEnter.invoke)': 'if (false)',
      '[...s.exit, ...s.invoke.map(def => stopChild(def.id))]': 's.exit',
      'stateNodeToEnter.invoke.map(invokeDef => invokeDef.id)': 'undefined',
      'for (const delayedTransition of stateNode.after)': 'if (false)',
      'if (stateNode.config.onDone)': 'if (false)',
      // No actor: nobody stops one, and none reports a fault.
      'event.type === XSTATE_STOP': 'false',
      'isErr && !transitions.length': 'false',
      'const isErr = isErrorActorEvent(currentEvent);': '',
      'console.log.bind(console)': 'undefined',
      "(() => typeof Symbol === 'function' && Symbol.observable || '@@observable')()": '0',
      // Transitions and snapshots are read, never written out.
      'toJSON: () => ({\n      ...transition,\n      source: `#${stateNode.id}`,\n      target: target ? target.map(t => `#${t.id}`) : undefined\n    })':
        '',
      'matches: machineSnapshotMatches,': '',
      'hasTag: machineSnapshotHasTag,': '',
      'can: machineSnapshotCan,': '',
      'getMeta: machineSnapshotGetMeta,': '',
      'toJSON: machineSnapshotToJSON': '',
    },
    sentence: 'XState refused a flow: see comptoir-bot check',
  },
  {
    file: /xstate\/dist\/StateMachine-\w+\.esm\.js$/,
    because: 'machines are neither drawn, provided, started nor restored in a page',
    gone: [
      'StateNode.invoke',
      'StateNode.after',
      'StateNode.definition',
      'StateNode.toJSON',
      'StateNode.on',
      'StateNode.events',
      'StateNode.ownEvents',
      'StateMachine.provide',
      'StateMachine.microstep',
      'StateMachine.start',
      'StateMachine.definition',
      'StateMachine.toJSON',
      'StateMachine.getPersistedSnapshot',
      'StateMachine.restoreSnapshot',
      'StateMachine.getStateNodeById',
    ],
    texts: {
      'this.getPersistedSnapshot = this.getPersistedSnapshot.bind(this);': '',
      'this.restoreSnapshot = this.restoreSnapshot.bind(this);': '',
      'this.start = this.start.bind(this);': '',
      'this.events = this.root.events;': '',
      'formatRouteTransitions(this.root);': '',
      'resolveStateValue(this.root, config.value)': 'config.value',
      // A state is known by its key. What describes it is for people.
      'this.path = this.parent ? this.parent.path.concat(this.key) : [];': '',
      'this.config.id || [this.machine.id, ...this.path].join(STATE_DELIMITER)': 'this.key',
      "this.config.history ? 'history' : 'atomic'": "'atomic'",
      "this.history = this.config.history === true ? 'shallow' : this.config.history || false;": '',
      'this.description = this.config.description;': '',
      'this.meta = this.config.meta;': '',
      "this.output = this.type === 'final' || !this.parent ? this.config.output : undefined;": '',
      'this.tags = toArray(config.tags).slice();': '',
      'this.tags = [];': '',
      'this.version = this.config.version;': '',
      'this.schemas = this.config.schemas;': '',
      'this.states = this.root.states;': '',
      'actors: implementations?.actors ?? {},': '',
      'delays: implementations?.delays ?? {},': '',
      ...Object.fromEntries(EMPTY_FIELDS.map((field) => [`this.${field} = void 0;`, ''])),
    },
    sentence: 'XState refused a flow: see comptoir-bot check',
  },
  {
    file: /xstate\/dist\/assign-\w+\.esm\.js$/,
    because: 'no assignment spawns an actor',
    bodies: { createSpawner: '' },
  },
  {
    file: /fuse\.js\/dist\/fuse\.basic\.mjs$/,
    because: 'two words are compared with Fuse.match: there is no collection, and accents are gone before',
    bodies: { Fuse: '', createSearcher: 'return new BitapSearch(pattern, options)' },
    texts: {
      'Fuse.createIndex = createIndex;': '',
      'Fuse.parseIndex = parseIndex;': '',
      'Fuse.parseQuery = parse;': '',
      'getFn: get,': '',
      'const computeMatches = minMatchCharLength > 1 || includeMatches;': 'const computeMatches = false;',
      'if (hasMatches && includeMatches) result.indices = mergeIndices(allIndices);': '',
      'ignoreDiacritics ? stripDiacritics(pattern) : pattern': 'pattern',
      'ignoreDiacritics ? stripDiacritics(text) : text': 'text',
      'new RegExp("[" + Object.keys(NON_DECOMPOSABLE_MAP).join("") + "]", "g")': '0',
    },
  },
  ...unusedOfPreact,
]
