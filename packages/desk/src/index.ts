export type * from './connector/shop-contract.ts'
export { signShopRequest, verifyShopSignature } from './connector/signature.ts'
