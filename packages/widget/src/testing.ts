/**
 * For tests of pages and user interfaces around the counter: the engine's own shop, desk and clock in memory, with an
 * agent's side to play.
 */
export * from '@comptoir/bot-engine/fakes'
