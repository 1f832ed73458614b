import type { Unused } from './leave-out.ts'

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
    },
    gone: ['isHistoryNode', 'transitionCompoundNode', 'transitionParallelNode'],
    texts: {
      // States side by side under one root.
      "stateNode.type === 'parallel'": 'false',
      "s.type === 'parallel'": 'false',
      "anc.type === 'parallel'": 'false',
      "descStateNode.type === 'parallel'": 'false',
      "ancestorMarker?.type === 'parallel'": 'false',
      "parent?.type === 'parallel'": 'false',
      "domain?.type === 'parallel'": 'false',
      'return transitionCompoundNode(stateNode, stateValue, snapshot, event)': '',
      'return transitionParallelNode(stateNode, stateValue, snapshot, event)': '',
      // No state is a history.
      "sn.type !== 'history'": 'true',
      'isHistoryNode(targetNode)': 'false',
      'isHistoryNode(stateNode)': 'false',
      'isHistoryNode(initialState)': 'false',
      'isHistoryNode(child)': 'false',
      'isHistoryNode(sn)': 'false',
      'isHistoryNode(s)': 'false',
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
      'toJSON: () => ({\n      ...transition,\n      source: `#${stateNode.id}`,\n      target: resolvedTarget ? [`#${resolvedTarget.id}`] : []\n    })':
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
    ],
    texts: {
      'this.getPersistedSnapshot = this.getPersistedSnapshot.bind(this);': '',
      'this.restoreSnapshot = this.restoreSnapshot.bind(this);': '',
      'this.start = this.start.bind(this);': '',
      'this.events = this.root.events;': '',
      'formatRouteTransitions(this.root);': '',
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
]
