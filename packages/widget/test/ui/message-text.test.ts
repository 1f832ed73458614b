import { expect, test } from 'vitest'
import { texts } from '../../src/i18n/fr.ts'
import { announcement } from '../../src/ui/message-text.ts'
import { message } from '../render.tsx'

test('what a screen reader hears has an author, no marks of Markdown, no time, and the replies that are offered', () => {
  const heard = announcement(
    message({
      text: '**Gratuite** dès 49 €. [Les tarifs](/livraison)',
      choices: [
        { id: 'yes', label: 'Oui' },
        { id: 'no', label: 'Non' },
      ],
    }),
    texts,
  )
  expect(heard).toMatch(/^Assistant\u00a0: Gratuite dès 49 €\. Les tarifs/)
  expect(heard).not.toMatch(/[*[\]]|\d\d:\d\d/)
  expect(heard).toMatch(/Réponses proposées\u00a0: Oui, Non$/)
})
