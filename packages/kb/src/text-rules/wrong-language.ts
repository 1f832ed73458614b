import type { TextRule } from './text-rule.ts'

/** A text in another language than its file: copied to be translated, and forgotten. */
export const wrongLanguage: TextRule = {
  id: 'wrong-language',
  find(text, { visible, locale }) {
    const own = FUNCTION_WORDS.get(locale)
    if (!own) return []
    const words = visible.toLowerCase().match(/\p{L}+/gu) ?? []
    const count = (known: ReadonlySet<string>): number => words.filter((word) => known.has(word)).length
    const mine = count(own)
    for (const [language, known] of FUNCTION_WORDS) {
      if (language === locale) continue
      const theirs = count(known)
      if (theirs >= 3 && theirs >= words.length / 5 && mine * 3 <= theirs) {
        return [{ start: 0, end: text.length, sentence: 'wrong-language', values: { language, locale } }]
      }
    }
    return []
  },
}

/** The small words that every sentence of a language has and its neighbours have not. */
const FUNCTION_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    fr: 'le la les un une des du au aux est sont et ou je vous nous mon ma mes votre vos notre dans pour avec sur sans pas ne que qui quoi comment puis quand où ce cette ces il elle si par être avez peut',
    en: 'the a an is are was and or i you we my your our in for with on without not do does how can when where what which this these it if by be have of to at from will',
    de: 'der die das ein eine einen ist sind und oder ich sie wir mein meine ihr ihre unser für mit auf ohne nicht wie kann wenn wo was welche dieser es von zu im bei nach wird werden',
    es: 'el los las una unos es son y o yo usted nosotros mi mis su sus nuestro en para con sin no cómo puedo cuándo dónde qué este esta estos por ser tiene del al se lo',
    it: 'il lo gli un uno una è sono e o io voi noi mio mia miei vostro nostro nel per con su senza non come posso quando dove che questo questa dei della di al si del le',
    nl: 'de het een is zijn en of ik u wij mijn uw onze in voor met op zonder niet hoe kan wanneer waar wat welke deze als door worden van naar bij wordt',
    pt: 'o os as um uma é são e ou eu você nós meu minha seu sua nosso em para com sem não como posso quando onde que este esta por ser tem do da no na',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
)
