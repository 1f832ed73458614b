import type { QuickReply } from '@comptoir/bot-engine'
import type { VNode } from 'preact'
import { useScene } from './scene.ts'

/** The replies that the last message offers. Picking one is the customer's message; typing stays possible. */
export function QuickReplies(props: { choices: readonly QuickReply[]; onPick: () => void }): VNode {
  const { texts, send } = useScene()
  const pick = (id: string): void => {
    send({ type: 'CHOICE.PICK', id })
    props.onPick()
  }
  return (
    <div class="choices" role="group" aria-label={texts.choices.name}>
      {props.choices.map((choice) => (
        <button type="button" key={choice.id} onClick={() => pick(choice.id)}>
          {choice.label}
        </button>
      ))}
    </div>
  )
}
