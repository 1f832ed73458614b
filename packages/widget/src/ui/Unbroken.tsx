import type { ComponentChildren } from 'preact'
import { Component } from 'preact'

/** Draws its children, or nothing when they cannot be drawn: one odd card never takes the conversation with it. */
export class Unbroken extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state: { broken: boolean } = { broken: false }

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override render(): ComponentChildren {
    return this.state.broken ? null : this.props.children
  }
}
