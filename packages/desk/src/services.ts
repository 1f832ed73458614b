import type { ActName } from '@comptoir/bot-engine'
import type { Allowance } from './allowances.ts'
import type { Broker } from './broker/broker.ts'
import type { ShopConnector } from './connector/shop.ts'
import type { JobRunner } from './jobs.ts'
import type { DeskKeys } from './keys.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Metrics } from './metrics.ts'
import type { OpenIdProvider } from './open-id.ts'
import type { OpenStreams } from './open-streams.ts'
import type { RateLimit } from './rate-limit.ts'
import type { Settings } from './settings.ts'
import type { Store } from './store/store.ts'

/** What a route works with. */
export interface Services {
  readonly settings: Settings
  readonly store: Store
  readonly broker: Broker
  readonly shop: ShopConnector
  readonly keys: Promise<DeskKeys>
  readonly jobs: JobRunner
  /** Acts that the shop has done since the desk was started: it does not refuse them as such. */
  readonly offered: Set<ActName>
  /** Absent where no mail server is set. */
  readonly mailer: Mailer | undefined
  /** Absent where people sign in with passwords alone. */
  readonly openId: OpenIdProvider | undefined
  readonly metrics: Metrics
  readonly streams: OpenStreams
  readonly limits: {
    readonly lookups: Allowance
    readonly conversations: Allowance
    readonly callbacks: Allowance
    readonly signIns: Allowance
    readonly codes: Allowance
    readonly mails: Allowance
    readonly mailsToStrangers: Allowance
    readonly recaps: Allowance
    readonly uploads: Allowance
    /** Against floods: counted by each node for itself. */
    readonly writes: RateLimit
  }
  /** Milliseconds since the epoch. */
  now(): number
  /**
   * A moment within the next quarter of a second, at random: when a job begins that does more for one claim than for
   * another. Begun at once it would hold up the next answer, which would tell.
   */
  soon(): number
}
