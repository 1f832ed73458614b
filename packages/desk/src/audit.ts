import type { Services } from './services.ts'
import type { Agent } from './store/store.ts'

/** Notes who did what to which record; `subject` is an id, never a name or an address. */
export function audit(
  { store, now }: Services,
  agent: Agent,
  action: string,
  subject: string,
): Promise<void> {
  return store.addAudit({ at: now(), agentId: agent.id, action, subject })
}
