import type { VNode } from 'preact'

/** One sentence about the state of things, above the composer; announced when it appears. */
export function Notice(props: { text: string | undefined }): VNode {
  return (
    <p class="notice" role="status" hidden={props.text === undefined}>
      {props.text}
    </p>
  )
}
