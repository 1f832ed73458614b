import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { shopContractOpenApi } from '../../src/connector/contract-openapi.ts'

const file = new URL('../../openapi/shop-contract.json', import.meta.url)

it('openapi/shop-contract.json is what the schemas say (COMPTOIR_WRITE=1 writes it anew, oxfmt lays it out)', () => {
  const document = shopContractOpenApi()
  if (process.env['COMPTOIR_WRITE']) writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(document)
})
