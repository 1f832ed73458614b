import { createMemoryStorage, type OutboxStorage } from '@comptoir/bot-engine'

/** Keeps unsent messages in this tab through a reload, and not beyond it: the device may be shared. */
export function createTabStorage(): OutboxStorage {
  try {
    sessionStorage.getItem('comptoir')
  } catch {
    return createMemoryStorage()
  }
  return {
    get: async (key) => {
      const text = sessionStorage.getItem(key)
      return text === null ? undefined : JSON.parse(text)
    },
    set: async (key, value) => sessionStorage.setItem(key, JSON.stringify(value)),
    delete: async (key) => sessionStorage.removeItem(key),
  }
}
