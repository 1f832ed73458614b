import { describe, expect, test } from 'vitest'
import { createEventParser, type ServerEvent } from '../src/event-stream.ts'

const stream =
  'retry: 1000\n\n: hello\nid: 7\nevent: message\ndata: {"a":\ndata: 1}\n\ndata:plain\r\n\r\nevent: digest\rdata: {}\r\revent: lost\n\n'
const expected: ServerEvent[] = [
  { event: 'message', data: '{"a":\n1}', id: '7' },
  { event: 'message', data: 'plain' },
  { event: 'digest', data: '{}' },
]

describe('server-sent events', () => {
  test('cut at any two places, they read the same', () => {
    for (let first = 0; first <= stream.length; first++) {
      for (let second = first; second <= stream.length; second += 7) {
        const heard: ServerEvent[] = []
        const parse = createEventParser((event) => void heard.push(event))
        for (const piece of [stream.slice(0, first), stream.slice(first, second), stream.slice(second)])
          parse(piece)
        expect(heard).toEqual(expected)
      }
    }
  })

  test('an event without end is not collected for ever', () => {
    const parse = createEventParser(() => {})
    let well = true
    for (let piece = 0; piece < 400 && well; piece++) well = parse(`data: ${'x'.repeat(1000)}\n`)
    expect(well).toBe(false)
  })
})
