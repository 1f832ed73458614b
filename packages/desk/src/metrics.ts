/** Counts what the desk does, and writes it in the Prometheus text format. */
export interface Metrics {
  /** A request was answered. */
  answered(method: string, route: string, status: number, ms: number): void
  /** Something happened, e.g. `messages_committed`. */
  count(name: CounterName): void
  /** The text of `/metrics`; `gauges` are read at that moment. */
  text(gauges: Readonly<Record<string, number>>): string
}

type CounterName =
  | 'messages_committed'
  | 'messages_repeated'
  | 'verifications_failed'
  | 'shop_unavailable'
  | 'mails_sent'
  | 'mails_refused'
  | 'promises_late'

const buckets = [5, 10, 25, 50, 100, 250, 500, 1000, 3000]

/** Figures of one process, from zero at its start. */
export function createMetrics(): Metrics {
  const requests = new Map<string, number>()
  const durations = buckets.map(() => 0)
  const counters = new Map<CounterName, number>()
  let total = 0
  let totalMs = 0

  return {
    answered: (method, route, status, ms) => {
      const labels = `method="${method}",route="${route}",status="${status}"`
      requests.set(labels, (requests.get(labels) ?? 0) + 1)
      buckets.forEach((limit, index) => {
        if (ms <= limit) durations[index] = (durations[index] ?? 0) + 1
      })
      total += 1
      totalMs += ms
    },
    count: (name) => void counters.set(name, (counters.get(name) ?? 0) + 1),
    text: (gauges) => {
      const lines = ['# TYPE comptoir_requests_total counter']
      for (const [labels, value] of requests) lines.push(`comptoir_requests_total{${labels}} ${value}`)
      lines.push('# TYPE comptoir_request_duration_ms histogram')
      buckets.forEach((limit, index) => {
        lines.push(`comptoir_request_duration_ms_bucket{le="${limit}"} ${durations[index] ?? 0}`)
      })
      lines.push(`comptoir_request_duration_ms_bucket{le="+Inf"} ${total}`)
      lines.push(
        `comptoir_request_duration_ms_sum ${totalMs.toFixed(1)}`,
        `comptoir_request_duration_ms_count ${total}`,
      )
      for (const [name, value] of counters) {
        lines.push(`# TYPE comptoir_${name}_total counter`, `comptoir_${name}_total ${value}`)
      }
      for (const [name, value] of Object.entries(gauges)) {
        lines.push(`# TYPE comptoir_${name} gauge`, `comptoir_${name} ${value}`)
      }
      return `${lines.join('\n')}\n`
    },
  }
}
