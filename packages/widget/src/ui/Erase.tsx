import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useScene } from './scene.ts'

/** Asks before erasing: it cannot be undone. The harmless answer has the focus. */
export function Erase(props: { onErase: () => void; onKeep: () => void }): VNode {
  const words = useScene().texts.erase
  const keep = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => keep.current?.focus(), [])
  return (
    <div class="erase" role="group" aria-labelledby="comptoir-erase">
      <p id="comptoir-erase">{words.question}</p>
      <button type="button" ref={keep} onClick={props.onKeep}>
        {words.keep}
      </button>
      <button type="button" class="danger" onClick={props.onErase}>
        {words.confirm}
      </button>
    </div>
  )
}
