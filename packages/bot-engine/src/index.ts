export type * from './message.ts'
export type * from './order.ts'
export type * from './ports.ts'
export { PortError } from './ports.ts'
