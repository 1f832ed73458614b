import type { Broker } from './broker/broker.ts'
import type { ShopConnector } from './connector/shop.ts'
import type { DeskKeys } from './keys.ts'
import type { Metrics } from './metrics.ts'
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
  readonly keys: DeskKeys
  readonly metrics: Metrics
  readonly streams: OpenStreams
  readonly limits: {
    readonly lookups: RateLimit
    readonly conversations: RateLimit
    readonly writes: RateLimit
    readonly callbacks: RateLimit
    readonly signIns: RateLimit
  }
  /** Milliseconds since the epoch. */
  now(): number
}
