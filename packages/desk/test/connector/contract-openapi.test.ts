import { expect, it } from 'vitest'
import { shopContractOpenApi } from '../../src/connector/contract-openapi.ts'

it('openapi/shop-contract.json is what the schemas say (vitest -u writes it anew)', async () => {
  const text = `${JSON.stringify(shopContractOpenApi(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../../openapi/shop-contract.json')
})
