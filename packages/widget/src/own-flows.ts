/** Fetched by pages that bring flows of their own. */
export { extendFlows } from '@comptoir/bot-engine'
