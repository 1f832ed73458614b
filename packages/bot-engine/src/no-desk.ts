import { PortError } from './ports.ts'

/** What a conversation says to its page when something needs the desk that it does not have. */
export function noDesk(): PortError {
  return new PortError(
    'unavailable',
    'There is no desk: give "desk" in the configuration to reach documents.',
  )
}
