// In a bundle of one's own: the widget mounted from npm. On a server `mount` does nothing.
import { mount } from '@comptoir/widget'

const chat = mount({ config: '/comptoir/config.json', locale: 'fr' })
chat?.on('handoff', (event) => console.log('A person of the shop:', event))
