import type { VNode } from 'preact'

/** Somebody is about to say something. Seen, not announced: the message itself will be. */
export function Typing(props: { text: string }): VNode {
  return (
    <div class="typing" aria-hidden="true">
      <span class="dots" />
      {props.text}
    </div>
  )
}
