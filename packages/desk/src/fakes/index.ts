export { createFakeShop, type FakeShop, type FakeShopOptions } from './fake-shop.ts'
export { fakeCustomer, fakeOrder, fakePdf } from './fake-order.ts'
