import { amina, emily, hannah, ines, jeanne, marc, sophie, thomas } from './customers.ts'
import { arrivedAfter, coloured, delivered, engraved, one, pay, prepare, ship } from './steps.ts'
import { d, h, type Story, wd } from './story.ts'

/** Orders about which something can be done, or is being done, by whoever asks the assistant or the account for it. */
export const selfCareStories: readonly Story[] = [
  // --- Parcels that do not come. --------------------------------------------------------------------------------------
  {
    reference: 'KLZPRWTMV',
    who: ines,
    placed: wd(24, '10:10'),
    lines: [one('DEC-POT', 2)],
    service: 'colissimo',
    steps: [
      pay(wd(24, '10:11')),
      prepare(wd(23, '09:00')),
      {
        do: 'ship',
        at: wd(22, '15:00'),
        tracking: '6A20911388045',
        eta: wd(19, '12:00'),
        journey: [
          { at: wd(22, '15:00'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(22, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
          { at: wd(20, '04:35'), status: 'InTransit', label: 'sorted', place: 'Rennes' },
        ],
      },
      {
        do: 'request',
        at: wd(7, '09:30'),
        kind: 'investigation',
        values: {
          situation: 'lost',
          shipmentId: 'KLZPRWTMV-1',
          parcel: 'Colissimo 6A20911388045',
          solution: 'new-parcel',
        },
      },
    ],
  },
  {
    reference: 'TBRWMQLKZ',
    who: thomas,
    placed: wd(8, '11:30'),
    lines: [one('PAP-CARTES'), one('PAP-LUMIERE')],
    service: 'colissimo',
    steps: [
      pay(wd(8, '11:31')),
      prepare(wd(7, '09:00')),
      {
        do: 'ship',
        at: wd(6, '15:00'),
        tracking: '6A20911520318',
        journey: [
          { at: wd(6, '15:00'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(6, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
          { at: wd(4, '08:05'), status: 'OutForDelivery', label: 'outForDelivery', place: 'Brest' },
          { at: wd(4, '11:20'), status: 'Delivered', label: 'mailbox', place: 'Brest' },
        ],
      },
    ],
  },
  // --- Just delivered: broken on the way, or not what was ordered. ----------------------------------------------------
  {
    reference: 'DWLKTZRPM',
    who: amina,
    placed: wd(5, '20:30'),
    lines: [one('LMP-FALAISE'), one('DEC-POT')],
    service: 'colissimo',
    steps: [
      pay(wd(5, '20:31')),
      prepare(wd(4, '09:00')),
      {
        do: 'ship',
        at: wd(3, '15:00'),
        tracking: '6A20911533907',
        journey: [
          { at: wd(3, '15:00'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(3, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
          { at: wd(1, '08:05'), status: 'OutForDelivery', label: 'outForDelivery', place: 'Lyon' },
          { at: wd(1, '11:42'), status: 'Delivered', label: 'delivered', place: 'Lyon' },
        ],
      },
    ],
  },

  // --- The legal guarantee: over, and longer after a repair. ----------------------------------------------------------
  delivered('BVNRTPKLW', jeanne, 812, [one('LMP-LISEUSE')], '6A20909120331'),
  {
    reference: 'HZMWKTRVL',
    who: thomas,
    placed: d(620, '18:20'),
    lines: [one('LMP-GALET')],
    service: 'colissimo',
    steps: [
      pay(d(620, '18:21')),
      prepare(d(619, '09:00')),
      {
        do: 'ship',
        at: d(619, '15:00'),
        tracking: '6A20909466120',
        journey: arrivedAfter(619, 615, 'Brest'),
      },
      {
        do: 'request',
        at: d(300, '10:00'),
        kind: 'problem',
        lines: [0],
        reason: 'defective',
        values: { problem: 'defective', solution: 'repair', message: 'La veilleuse ne s’allume plus.' },
      },
      { do: 'move', at: d(298, '09:30'), kind: 'accepted' },
      {
        do: 'move',
        at: d(284, '16:00'),
        kind: 'repaired',
        note: 'Votre veilleuse est réparée et repart aujourd’hui. Sa garantie légale est prolongée de 6 mois.',
      },
    ],
  },

  // --- Made to measure, sealed, begun, used up. -----------------------------------------------------------------------
  delivered(
    'MTRLZKWPB',
    marc,
    11,
    [engraved('LMP-FALAISE', 'Pour Marc'), one('PAP-CARNET')],
    '6A20911461120',
  ),
  delivered('CWNRMKTLZ', amina, 9, [one('JOU-MAQUILLAGE'), coloured('DEC-VASE', 2)], '6A20911470093'),
  {
    reference: 'FZLRTMWKP',
    who: hannah,
    placed: d(15, '20:00'),
    lines: [one('FIC-DRAGON')],
    steps: [
      pay(d(15, '20:01')),
      ...[14, 13, 12, 10, 8].map((days) => ({ do: 'download' as const, at: d(days, '19:00'), line: 0 })),
    ],
  },

  // --- Under way: a return, an exchange, a withdrawal, a refund. --------------------------------------------------------
  {
    reference: 'RTVKLMZWP',
    who: marc,
    placed: wd(16, '12:40'),
    lines: [one('TAB-ATELIER'), one('PAP-SEMAINIER', 2)],
    service: 'colissimo',
    steps: [
      pay(wd(16, '12:41')),
      prepare(wd(15, '09:00')),
      ship(wd(15, '15:00'), '6A20911440217'),
      {
        do: 'request',
        at: wd(3, '19:45'),
        kind: 'return',
        lines: [0],
        reason: 'wrong-size',
        values: { items: '1 × Tablier d’atelier', reason: 'wrong-size', solution: 'refund', way: 'relay' },
      },
    ],
  },
  {
    reference: 'WTHDRLZKM',
    who: marc,
    placed: wd(12, '09:10'),
    lines: [one('DEC-HORLOGE')],
    service: 'colissimo',
    steps: [
      pay(wd(12, '09:11')),
      prepare(wd(11, '09:00')),
      ship(wd(11, '15:00'), '6A20911481166'),
      {
        do: 'request',
        at: wd(5, '21:15'),
        kind: 'withdrawal',
        values: { reference: 'WTHDRLZKM', items: 'Toute la commande' },
      },
      { do: 'move', at: wd(4, '09:40'), kind: 'accepted' },
    ],
  },
  {
    reference: 'RBRSMNTKL',
    who: ines,
    placed: wd(20, '17:00'),
    lines: [one('LMP-GALET'), one('PAP-CARTES')],
    service: 'colissimo',
    payment: 'paypal',
    steps: [
      pay(wd(20, '17:01')),
      prepare(wd(19, '09:00')),
      ship(wd(19, '15:00'), '6A20911412288'),
      {
        do: 'request',
        at: wd(11, '20:20'),
        kind: 'return',
        lines: [0],
        reason: 'changed-mind',
        values: { items: '1 × Veilleuse Galet', reason: 'changed-mind', solution: 'refund', way: 'relay' },
      },
      { do: 'return', at: wd(4, '10:15') },
      { do: 'refund', at: wd(2, '16:00'), lines: [0], shipping: false, label: true },
    ],
  },

  // A refund that the bank sent back: the card had been replaced.
  {
    reference: 'RMBRTRZKW',
    who: sophie,
    placed: wd(21, '10:20'),
    lines: [one('DEC-POT'), one('PAP-CARTES')],
    service: 'colissimo',
    steps: [
      pay(wd(21, '10:21')),
      prepare(wd(20, '09:00')),
      ship(wd(20, '15:00'), '6A20911409950'),
      {
        do: 'request',
        at: wd(12, '18:40'),
        kind: 'return',
        lines: [0],
        reason: 'changed-mind',
        values: { items: '1 × Cache-pot Grève', reason: 'changed-mind', solution: 'refund', way: 'relay' },
      },
      { do: 'return', at: wd(6, '11:05') },
      { do: 'refund', at: wd(5, '15:30'), lines: [0], shipping: false, label: true },
      { do: 'refund-returned', at: wd(2, '09:15') },
    ],
  },

  // --- A code that was used; a defect that is being looked at; a request about data. ------------------------------------
  {
    reference: 'PRMZKLTWV',
    who: ines,
    placed: d(32, '13:30'),
    lines: [one('PAP-CARNET', 2)],
    service: 'colissimo',
    promotion: { code: 'MERCIINES', percent: 10, minimum: 0 },
    steps: [
      pay(d(32, '13:31')),
      prepare(d(31, '09:00')),
      { do: 'ship', at: d(31, '15:00'), tracking: '6A20911352219', journey: arrivedAfter(31, 27, 'Paris') },
    ],
  },
  {
    reference: 'DFCTZLKRW',
    who: emily,
    placed: d(122, '10:15'),
    lines: [one('LMP-LISEUSE')],
    service: 'colissimo',
    steps: [
      pay(d(122, '10:16')),
      prepare(d(121, '09:00')),
      {
        do: 'ship',
        at: d(121, '15:00'),
        tracking: '6A20910720031',
        journey: arrivedAfter(121, 117, 'Rennes'),
      },
      {
        do: 'request',
        at: wd(2, '18:05'),
        kind: 'problem',
        lines: [0],
        reason: 'defective',
        values: {
          problem: 'defective',
          solution: 'repair',
          message: 'The arm of the lamp no longer stays up.',
        },
      },
      {
        do: 'move',
        at: wd(1, '11:20'),
        kind: 'answered',
        note: 'Thank you. Please send us a photograph of the joint, and we will have it collected.',
      },
    ],
  },
  {
    reference: 'DNNSPRTKL',
    who: sophie,
    placed: d(70, '16:00'),
    lines: [one('PAP-SEMAINIER')],
    service: 'colissimo',
    steps: [
      pay(d(70, '16:01')),
      prepare(d(69, '09:00')),
      {
        do: 'ship',
        at: d(69, '15:00'),
        tracking: '6A20911020087',
        journey: arrivedAfter(69, 65, 'Marseille'),
      },
      { do: 'request', at: d(6, '08:30'), kind: 'personal-data', values: { right: 'access' } },
    ],
  },
  // Ordered this morning: it can still be cancelled, and sent elsewhere.
  {
    reference: 'CNCLRTZMW',
    who: marc,
    placed: h(3),
    lines: [one('LMP-GALET')],
    service: 'colissimo',
    payment: 'paypal',
    steps: [pay(h(3))],
  },
]
