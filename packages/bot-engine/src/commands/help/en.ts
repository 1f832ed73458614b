import type { CommandName } from '../help.ts'
import type { Help } from '@comptoir/kb/command-line'

/** How to call each command of `comptoir-bot`, and what it gives. */
export const en: Readonly<Record<CommandName, Help>> = {
  check: {
    usage: 'comptoir-bot check FLOW... [--texts FOLDER] [--json]',
    summary:
      'Names every problem of flow files and their texts with its place, and how to mend it. Exit code 1 when there is one.',
  },
  explore: {
    usage: 'comptoir-bot explore FLOW... [--locale fr] [--json]',
    summary:
      'Walks through every situation of flows, and prints the conversation that leads to a dead end. Exit code 1 when there is one.',
  },
  faults: {
    usage: 'comptoir-bot faults FLOW... [--json]',
    summary:
      'Plants the mistakes that people make into flows, one at a time, and says which of them the checker does not find.',
  },
  play: {
    usage: 'comptoir-bot play [--flows FOLDER] [--faq FILE] [--locale fr] [--json]',
    summary:
      'Plays a conversation in the terminal with a sample shop: one line a turn, a number picks what is offered, /flow starts a flow, {"field": "value"} sends a form, @photo.jpg attaches a file.',
  },
  test: {
    usage: 'comptoir-bot test SCRIPT...',
    summary:
      'Plays conversation scripts (JSON) against the sample shop, and says where the bot says something else. Exit code 1 when it does.',
  },
  graph: {
    usage: 'comptoir-bot graph FLOW|conversation [--stately]',
    summary:
      "Draws a flow as a Mermaid diagram, or with --stately gives the machine as JSON for Stately's editor; conversation is the machine above all flows.",
  },
}
