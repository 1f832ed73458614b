import { createHeadless, type Headless, type Options, type SessionState } from '@comptoir/widget'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'

/**
 * The state of a counter, and the counter to send to; neither before the first drawing is over, and so neither on a
 * server. The options count once.
 */
export function useCounter(options: Options): [SessionState | undefined, Headless | undefined] {
  const [counter, setCounter] = useState<Headless>()
  useEffect(() => {
    const begun = createHeadless(options)
    setCounter(begun)
    return () => begun.stop()
  }, [])
  const subscribe = useCallback(
    (listener: () => void) => counter?.subscribe(listener) ?? (() => {}),
    [counter],
  )
  const state = useSyncExternalStore(
    subscribe,
    () => counter?.state,
    () => undefined,
  )
  return [state, counter]
}
