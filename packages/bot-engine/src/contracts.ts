export { shopContract, type ShopContractSubject } from './contracts/shop-contract.ts'
export { deskContract, type DeskContractSubject } from './contracts/desk-contract.ts'
export { deskRecordsContract, type DeskRecordsSubject } from './contracts/desk-records-contract.ts'
export type { ContractRunner, Expectation } from './contracts/runner.ts'
