/** The small words that every sentence of a language has, those that its neighbours write alike with them. */
export const functionWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    fr: 'de en se son sa ses on à y d l qu n s c j a as ai tout tous plus moins très lui leur leurs eux te ton ta moi toi dès depuis entre chez vers sous après avant ni car mais donc comme si oui non le la les un une des du au aux est sont et ou je vous nous mon ma mes votre vos notre dans pour avec sur sans pas ne que qui quoi comment puis quand où ce cette ces il elle si par être avez peut',
    en: 'no me he she they them his her their us so as but all any more our out up about after before than then there here yes the a an is are was and or i you we my your our in for with on without not do does how can when where what which this these it if by be have of to at from will',
    de: 'den dem des einer eines einem er es du ihn ihm uns euch sein seine haben hat am um aus an auf dass so auch noch nur bis als der die das ein eine einen ist sind und oder ich sie wir mein meine ihr ihre unser für mit auf ohne nicht wie kann wenn wo was welche dieser es von zu im bei nach wird werden',
    es: 'la de a que y e se le les lo nos te me tu tus hay más muy desde hasta entre sobre ya el los las una unos es son y o yo usted nosotros mi mis su sus nuestro en para con sin no cómo puedo cuándo dónde qué este esta estos por ser tiene del al se lo',
    it: 'i la le un di da in a al alla ai e si ci ne mi ti vi lo più ma anche dal dalla sul sulla ho ha il lo gli un uno una è sono e o io voi noi mio mia miei vostro nostro nel per con su senza non come posso quando dove che questo questa dei della di al si del le',
    nl: 'er ze we je me om te als aan uit bij ook nog maar dan dat die dit zo tot over heeft hebben de het een is zijn en of ik u wij mijn uw onze in voor met op zonder niet hoe kan wanneer waar wat welke deze als door worden van naar bij wordt',
    pt: 'a e de em se no nos na nas dos das ao à às um me te lhe mais muito já até entre sobre foi são o os as um uma é são e ou eu você nós meu minha seu sua nosso em para com sem não como posso quando onde que este esta por ser tem do da no na',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
)
