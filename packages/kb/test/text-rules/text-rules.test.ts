import { readFileSync } from 'node:fs'
import { checkText, textRules } from '@comptoir/kb/text-rules'
import type { TextRuleId } from '@comptoir/kb/text-rules'
import { expect, test } from 'vitest'
import { en } from '../../src/text-rules/sentences/en.ts'
import { fr } from '../../src/text-rules/sentences/fr.ts'

/** For each rule: what it must find, and what looks alike and is good. */
const cases: Record<TextRuleId, { locale: 'fr' | 'en'; finds: string[]; leaves: string[] }[]> = {
  abbreviation: [
    {
      locale: 'fr',
      finds: ['Répondez SVP', 'Votre rdv est pris', 'La qté voulue', 'Dispo demain', 'Pb de carte'],
      leaves: ['Le SAV vous répond', 'Un tel colis', 'Le max de la jauge', 'Le cadre est neuf'],
    },
    {
      locale: 'en',
      finds: ['Send it ASAP', 'The qty you want', 'Pls wait', 'Ref. on the label'],
      leaves: ['You may refer to it', 'Delivery takes 2 days', 'Your customer account'],
    },
  ],
  blame: [
    {
      locale: 'fr',
      finds: [
        "Vous n'avez pas lu la notice",
        'Vous auriez dû vérifier',
        "C'est la faute du livreur",
        'Comme déjà indiqué, attendez',
      ],
      leaves: [
        'Si vous avez oublié votre mot de passe',
        "J'ai fait une erreur dans ma commande",
        'Vous avez 14 jours',
        "S'il y a une erreur de notre part",
      ],
    },
    {
      locale: 'en',
      finds: [
        'You should have checked',
        'You failed to reply',
        "It is the courier's fault",
        'As already explained',
      ],
      leaves: ['If you forgot your password', 'You have 14 days', 'A mistake on our part'],
    },
  ],
  caps: [
    {
      locale: 'fr',
      finds: ['NE RENVOYEZ RIEN', 'Gardez TOUJOURS le carton', "C'est TRÈS simple", 'ATTENTION au délai'],
      leaves: [
        'Facture avec SIRET et TVA',
        'Cliquez sur « VALIDER MA COMMANDE »',
        'Fichiers STL, 3MF et STEP',
        'Un certificat PCI DSS',
        'Code NV-ABCDEFGH',
      ],
    },
    {
      locale: 'en',
      finds: ['DO NOT return it', 'It is FREE', 'PLEASE WAIT HERE'],
      leaves: ['Your VAT and SIRET numbers', 'The statement shows "ATELIER NELVET CAEN"', 'A PDF by SMS'],
    },
  ],
  'control-character': [
    {
      locale: 'en',
      finds: ['a\u200bb', 'a\u202eb', 'tab\there', 'soft\u00adhyphen', '\ud800'],
      leaves: ['family 👨‍👩‍👧 emoji', 'two\nlines', 'no\u00a0break'],
    },
  ],
  'french-spacing': [
    {
      locale: 'fr',
      finds: ['Où ?', 'Vu !', '« Oui »', 'Prix : 5', '10 €', 'Pourquoi?'],
      leaves: [
        'Où\u00a0?',
        '«\u00a0Oui\u00a0»',
        'de 10:30 à 11:00',
        'Voir https://shop.example/a?b=c',
        '10\u00a0€',
      ],
    },
    { locale: 'en', finds: [], leaves: ['Where ?', 'Price: €5'] },
  ],
  html: [
    {
      locale: 'en',
      finds: ['<b>bold</b>', 'line<br/>line', 'a&nbsp;b', '<script>x</script>', '<!-- x -->', '<IMG SRC=x>'],
      leaves: ['a < b and c > d', 'write <your name>', 'R&D; and more', 'My account > Orders'],
    },
  ],
  markdown: [
    {
      locale: 'en',
      finds: ['# Title', 'Then **bold', '| a | b |', '[text] (/page)', '```'],
      leaves: ['**bold** and *italic*', '- one\n- two', '5 * 3 * 2', '#1 in Caen', '[text](/page)'],
    },
  ],
  mojibake: [
    {
      locale: 'fr',
      finds: ['numÃ©ro', 'lâ€™adresse', 'num\ufffdro', 'Â« oui Â»'],
      leaves: ['numéro', 'Âge', 'SÃO'],
    },
  ],
  'odr-link': [
    {
      locale: 'en',
      finds: ['http://ec.europa.eu/consumers/odr/', 'https://webgate.ec.europa.eu/odr/main'],
      leaves: ['https://ec.europa.eu/info', 'The ODR platform closed in 2025'],
    },
  ],
  placeholder: [
    {
      locale: 'fr',
      finds: ['{{delai}} jours', '[à compléter]', 'TODO prix', 'Lorem ipsum', '%PRENOM%'],
      leaves: ['[à compléter](/formulaire)', 'todo-liste', '100 % de la somme', '{ }'],
    },
  ],
  promise: [
    {
      locale: 'fr',
      finds: [
        'Nous garantissons la date',
        'à coup sûr',
        'Satisfaction garantie',
        'Toujours en stock',
        'Vous recevrez une réponse dans les meilleurs délais.',
        'Réponse dans les plus brefs délais',
        'Votre demande est traitée au plus vite',
        'N’hésitez pas à nous écrire, nous vous répondrons dès que possible.',
        'Un conseiller reviendra vers vous prochainement',
        'Livré chez vous au plus vite',
      ],
      leaves: [
        'Renvoyez-nous le colis au plus vite',
        'Vous devez nous prévenir dès que possible',
        'Je veux être remboursé le plus vite possible',
        'Pourra-t-on me livrer au plus vite\u00a0?',
        'Vous aurez une réponse le lundi 23 novembre au plus tard',
        'La garantie légale de 2 ans',
        'Nos lampes sont garanties 2 ans',
        'sans garantie',
        'ne communiquez jamais votre code',
      ],
    },
    {
      locale: 'en',
      finds: [
        'We guarantee the date',
        'Rest assured',
        'Guaranteed delivery',
        '100% safe',
        'We will answer as soon as possible.',
        'Your refund is made shortly',
        'An advisor will be with you as quickly as we can',
      ],
      leaves: [
        'The legal guarantee of 2 years',
        'under guarantee',
        'contact us without delay',
        'Tell us as soon as possible',
        'Please try again shortly',
        'It leaves shortly after the payment',
      ],
    },
  ],
  'repeated-punctuation': [
    {
      locale: 'en',
      finds: ['Now!!', 'Why??', 'What?!', 'So,, then', 'Wait....'],
      leaves: ['Now!', 'Wait…', 'Wait...', 'from 10:30', 'https://x.example'],
    },
  ],
  'surcharged-number': [
    {
      locale: 'fr',
      finds: [
        '08 92 68 00 00',
        '0 825 123 456',
        '+33 8 99 70 12 34',
        '0899701234',
        'Composez le 3245',
        '0,35 € / min',
        'Appelez le 118 218',
      ],
      leaves: [
        '0 805 12 34 56',
        '02 61 91 00 42',
        '09 70 00 00 00',
        '08 06 12 34 56',
        'En 3245 exemplaires',
        'Commande 0892',
        'Composez le 3020',
        '14000 Caen',
        'Siret 081 234 567 00012',
      ],
    },
    {
      locale: 'en',
      finds: ['Call 0892 680 000', 'dial 3232', '€0.80 per minute'],
      leaves: ['Call 02 61 91 00 42', 'wait 3 minutes', 'item 3232'],
    },
  ],
  whitespace: [
    {
      locale: 'en',
      finds: ['two  spaces', ' leading', 'trailing ', 'word , comma', 'end \nline'],
      leaves: ['one space', 'a\n\nb', '- a\n  b'],
    },
  ],
  'wrong-language': [
    {
      locale: 'fr',
      finds: ['You can find the invoice in your account'],
      leaves: [
        'Vous la trouvez dans votre compte',
        'Click & collect',
        'Apple Pay, Google Pay, PayPal',
        'À moins de 10 km, pour 5 €, à partir de 30 € de commande.',
        "Recopiez l'IBAN en ligne : la case se trouve en haut, le numéro en bas.",
      ],
    },
    {
      locale: 'en',
      finds: ['Vous la trouvez dans votre compte, avec la facture'],
      leaves: ['You find it in your account', '« Renoncer au contrat ici »'],
    },
  ],
}

for (const [rule, examples] of Object.entries(cases)) {
  test(`${rule} finds what it is for, and leaves alone what only looks like it`, () => {
    for (const { locale, finds, leaves } of examples) {
      const found = (text: string): boolean =>
        checkText(text, { locale }).some((finding) => finding.rule === rule)
      expect(finds.filter((text) => !found(text))).toEqual([])
      expect(leaves.filter(found)).toEqual([])
    }
  })
}

test('every rule has cases, and every sentence its French twin with the same holes', () => {
  expect(textRules.map(({ id }) => id).sort()).toEqual(Object.keys(cases).sort())
  const holes = (sentence: string): string[] =>
    [...sentence.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort()
  const different = Object.entries(en).filter(([key, sentence]) => {
    const twin: string | undefined = Reflect.get(fr, key)
    return (
      twin === undefined ||
      holes(twin.replaceAll('{{delai}}', '')).join() !== holes(sentence.replaceAll('{{delay}}', '')).join()
    )
  })
  expect(different).toEqual([])
})

test('French sentences have a no-break space before their signs', () => {
  const wrong = Object.values(fr).flatMap((sentence) =>
    checkText(sentence.replace(/`[^`]*`/g, '…'), { locale: 'fr' }).filter(
      ({ rule }) => rule === 'french-spacing',
    ),
  )
  expect(wrong).toEqual([])
})

test('a replacement mends the place, and nothing else', () => {
  const mend = (text: string, locale = 'en'): string =>
    checkText(text, { locale }).reduceRight(
      (whole, { start, end, replacement }) =>
        replacement === undefined ? whole : whole.slice(0, start) + replacement + whole.slice(end),
      text,
    )
  expect(mend('Send the <b>box</b>  back&nbsp;ASAP!!')).toBe(
    'Send the **box** back\u00a0as soon as possible!',
  )
  expect(mend('DO NOT SEND THE SIRET. It is FREE.')).toBe('Do not send the SIRET. It is free.')
  expect(mend('Prenez RDV : c’est « gratuit »', 'fr')).toBe(
    'Prenez rendez-vous\u00a0: c’est «\u00a0gratuit\u00a0»',
  )
  expect(mend('numÃ©ro', 'fr')).toBe('numéro')
})

test('the texts of the demo shop are good as they are', () => {
  for (const locale of ['fr', 'en']) {
    const faq = JSON.parse(
      readFileSync(
        new URL(`../../../../examples/shop/content/faq/faq.${locale}.json`, import.meta.url),
        'utf8',
      ),
    )
    const texts: string[] = faq.articles.flatMap((article: { question: string; answer: string }) => [
      article.question,
      article.answer,
    ])
    expect(texts.length).toBeGreaterThan(200)
    expect(texts.flatMap((text) => checkText(text, { locale }))).toEqual([])
  }
})
