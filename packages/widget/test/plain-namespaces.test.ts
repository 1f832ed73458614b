// @vitest-environment node
import { expect, test } from 'vitest'
import { withPlainNamespaces } from '../build/plain-namespaces.ts'

test('what an import() gives is a plain object with getters, and no file of the bundler is fetched for it', () => {
  expect(
    withPlainNamespaces(
      'import{t as $e}from"./runtime-1.js";var n=/* @__PURE__ */$e({go:()=>r,stop:()=>$s});function r(){}',
      'runtime-1.js',
    ),
  ).toBe('var n=/* @__PURE__ */{get go(){return r},get stop(){return $s}};function r(){}')
})

test('code that uses more of the helper stays as it is', () => {
  const code = 'import{t as e}from"./runtime-1.js";var n=e(all);'
  expect(withPlainNamespaces(code, 'runtime-1.js')).toBe(code)
})
