// @vitest-environment node
import { expect, test } from 'vitest'
import { mount } from '../src/index.ts'

test('on a server importing does nothing, and neither does mounting', () => {
  expect(typeof document).toBe('undefined')
  expect(mount({ config: '/comptoir/config.json' })).toBeUndefined()
})
