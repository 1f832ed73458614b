export { createFakeClock, type FakeClock } from './fakes/fake-clock.ts'
export {
  createFakeShop,
  sampleOrders,
  type FakeOrder,
  type FakeShop,
  type FakeShopOptions,
} from './fakes/fake-shop.ts'
export { createFakeDesk, type FakeDesk, type FakeDeskOptions } from './fakes/fake-desk.ts'
export { createFakeActs, type FakeActs, type FakeActsOptions } from './fakes/fake-acts.ts'
