/** Fetched by a page whose shop has made the index of its FAQ beforehand. */
export { loadIndex } from '@comptoir/kb'
