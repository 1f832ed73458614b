import type { BasketLine } from '../basket.ts'
import {
  amina,
  claude,
  didier,
  ecole,
  emily,
  gabriel,
  hannah,
  ines,
  jeanne,
  katrin,
  lotte,
  lucie,
  marc,
  paul,
  sean,
  sophie,
  studio,
  thomas,
} from './customers.ts'
import { type CarrierStep, d, h, type Step, type Story, wd, type When } from './story.ts'

/**
 * The orders of the demonstration, by what there is to see in them. `wd(3, '10:40')` is three working days ago at
 * 10:40 in Caen, `d` counts calendar days, `h` hours.
 */
export const stories: readonly Story[] = [
  // --- The customer of the example: an invoice whose mail failed, an order not sent yet, one not paid. -------------
  {
    reference: 'XKBKNABJK',
    who: gabriel,
    placed: wd(9, '20:12'),
    lines: [one('LMP-FALAISE'), { sku: 'PAP-CARNET', quantity: 2 }],
    service: 'colissimo',
    steps: [
      pay(wd(9, '20:13')),
      prepare(wd(8, '09:05')),
      { do: 'ship', at: wd(8, '15:30'), tracking: '6A20911465317', mailFails: true },
    ],
  },
  {
    reference: 'PZQMWTRLC',
    who: gabriel,
    placed: wd(1, '09:41'),
    lines: [one('JOU-BATEAU'), one('PAP-CARTES')],
    service: 'colissimo',
    steps: [pay(wd(1, '09:42'))],
  },
  {
    reference: 'HVNDSGKTB',
    who: gabriel,
    placed: wd(2, '18:55'),
    lines: [one('DEC-HORLOGE')],
    service: 'colissimo',
    payment: 'transfer',
    steps: [],
  },
  {
    reference: 'GNVLRTSPM',
    who: gabriel,
    placed: d(118, '11:20'),
    lines: [one('TAB-ATELIER', 2)],
    service: 'mondial-relay',
    relay: 'FR-14-001',
    steps: [
      pay(d(118, '11:21')),
      prepare(d(117, '08:50')),
      { do: 'ship', at: d(117, '16:00'), journey: collectedAtRelay(117, 113, 111, 'Tabac des Quais, Caen') },
    ],
  },

  // --- Not paid. -----------------------------------------------------------------------------------------------------
  {
    reference: 'QRMTZVBND',
    who: ines,
    placed: wd(1, '13:25'),
    lines: [one('LMP-LISEUSE')],
    service: 'mondial-relay',
    relay: 'FR-75-001',
    steps: [{ do: 'refuse', at: wd(1, '13:26') }],
  },
  {
    reference: 'BWXKLPTRS',
    who: paul,
    placed: h(7),
    lines: [one('PAP-LUMIERE'), one('PAP-SEMAINIER')],
    service: 'store',
    payment: 'transfer',
    steps: [],
  },

  // --- Paid, and in preparation. -----------------------------------------------------------------------------------
  {
    reference: 'TCLNVHRWQ',
    who: amina,
    placed: h(4),
    lines: [one('TAB-ENFANT', 2), one('JOU-MAQUILLAGE')],
    service: 'colissimo',
    giftMessage: 'Joyeux anniversaire les jumeaux ! Tata Amina',
    steps: [pay(h(4))],
  },
  {
    reference: 'FMWRSDKZP',
    who: jeanne,
    placed: wd(3, '10:02'),
    lines: [engraved('LMP-FALAISE', 'Pour Jeanne et Louis')],
    service: 'colissimo',
    payment: 'paypal',
    steps: [pay(wd(3, '10:03')), prepare(wd(2, '08:45'))],
  },
  {
    reference: 'LJHVPQTNC',
    who: emily,
    placed: wd(2, '12:30'),
    lines: [coloured('DEC-VASE', 6), coloured('DEC-VASE', 11)],
    service: 'mondial-relay',
    relay: 'FR-75-001',
    steps: [pay(wd(2, '12:31')), prepare(wd(1, '09:00'))],
  },
  {
    reference: 'ZDTBNQHML',
    who: ecole,
    placed: wd(2, '09:15'),
    lines: [one('JOU-BLOCS', 6), one('TAB-ENFANT', 12)],
    service: 'colissimo',
    payment: 'account-30-days',
    steps: [pay(wd(2, '09:16')), prepare(wd(1, '08:40'))],
  },

  // --- Partly dispatched. --------------------------------------------------------------------------------------------
  {
    reference: 'VSKGTMRPD',
    who: marc,
    placed: wd(5, '19:48'),
    lines: [one('LMP-GALET'), coloured('DEC-VASE', 3), one('PAP-CARTES')],
    service: 'colissimo',
    steps: [
      pay(wd(5, '19:49')),
      prepare(wd(4, '09:10')),
      { do: 'ship', at: wd(3, '15:45'), lines: [0, 2], tracking: '6A31877204455' },
    ],
  },
  {
    reference: 'RNWJPLTKB',
    who: sean,
    placed: wd(7, '21:10'),
    lines: [one('LMP-LISEUSE'), coloured('DEC-VASE', 8)],
    service: 'colissimo-europe',
    steps: [
      pay(wd(7, '21:11')),
      prepare(wd(6, '09:20')),
      {
        do: 'ship',
        at: wd(6, '15:00'),
        lines: [0],
        tracking: '6A40012598731',
        journey: [
          { at: wd(6, '15:00'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(6, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
          { at: wd(4, '07:15'), status: 'InTransit', label: 'abroad', place: 'Dublin' },
          { at: wd(1, '13:02'), status: 'Delivered', label: 'delivered', place: 'Galway' },
        ],
      },
    ],
  },

  // --- Under way. ----------------------------------------------------------------------------------------------------
  {
    reference: 'DHLQVTRMZ',
    who: ines,
    placed: wd(3, '08:30'),
    lines: [one('PAP-CARNET'), one('PAP-SEMAINIER'), one('PAP-LUMIERE')],
    service: 'colissimo',
    promotion: { code: 'BIENVENUE10', percent: 10, minimum: 3000 },
    steps: [pay(wd(3, '08:31')), prepare(wd(2, '09:00')), ship(wd(1, '15:10'), '6A55120983374')],
  },
  {
    reference: 'KPTWNZLQF',
    who: thomas,
    placed: wd(3, '14:55'),
    lines: [one('DEC-POT', 3)],
    service: 'colissimo',
    steps: [pay(wd(3, '14:56')), prepare(wd(2, '09:12')), ship(wd(1, '14:20'), '6A55120983381')],
  },
  {
    reference: 'MBVXSJRTD',
    who: lotte,
    placed: wd(4, '20:20'),
    lines: [one('LMP-GALET', 2)],
    service: 'mondial-relay-benelux',
    relay: 'BE-1000-001',
    steps: [pay(wd(4, '20:21')), prepare(wd(3, '09:30')), ship(wd(2, '15:40'), '74301985')],
  },
  {
    reference: 'CQSNHLWPG',
    who: katrin,
    placed: wd(4, '11:11'),
    lines: [one('LMP-FALAISE'), one('LMP-LISEUSE')],
    service: 'colissimo-europe',
    payment: 'paypal',
    steps: [pay(wd(4, '11:12')), prepare(wd(3, '09:35')), ship(wd(2, '15:42'), '6A40012601130')],
  },
  {
    reference: 'SWKDRPVTN',
    who: didier,
    placed: wd(6, '06:40'),
    lines: [one('JOU-BATEAU'), one('JOU-BLOCS')],
    service: 'colissimo-overseas-1',
    steps: [
      pay(wd(6, '06:41')),
      prepare(wd(5, '09:00')),
      {
        do: 'ship',
        at: wd(5, '15:00'),
        tracking: '6A70014410925',
        journey: [
          { at: wd(5, '15:00'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(5, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
          { at: wd(2, '22:40'), status: 'InTransit', label: 'flight', place: 'Roissy' },
        ],
      },
    ],
  },
  {
    reference: 'GTLBZMKWV',
    who: hannah,
    placed: wd(2, '10:05'),
    lines: [one('LMP-GALET')],
    service: 'colissimo',
    steps: [pay(wd(2, '10:06')), prepare(wd(2, '11:30')), ship(wd(2, '15:30'), '6A55120984012')],
  },

  // --- Trouble on the way. -------------------------------------------------------------------------------------------
  {
    reference: 'WRTPLNGSK',
    who: amina,
    placed: wd(13, '17:17'),
    lines: [one('DEC-HORLOGE'), one('PAP-CARTES', 2)],
    service: 'colissimo',
    steps: [
      pay(wd(13, '17:18')),
      prepare(wd(12, '09:00')),
      {
        do: 'ship',
        at: wd(11, '15:20'),
        tracking: '6A20911478802',
        eta: wd(8, '12:00'),
        journey: [
          { at: wd(11, '15:20'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(11, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
          { at: wd(9, '04:35'), status: 'InTransit', label: 'sorted', place: 'Lyon' },
        ],
      },
    ],
  },
  {
    reference: 'NZVQKCRHT',
    who: marc,
    placed: wd(9, '12:00'),
    lines: [one('TAB-ATELIER')],
    service: 'chronopost',
    steps: [
      pay(wd(9, '12:01')),
      prepare(wd(9, '13:30')),
      {
        do: 'ship',
        at: wd(9, '16:30'),
        tracking: 'XN482019375FR',
        journey: [
          { at: wd(9, '16:30'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(8, '08:10'), status: 'OutForDelivery', label: 'outForDelivery', place: 'Nantes' },
          { at: wd(8, '11:55'), status: 'AttemptFail', label: 'missed', place: 'Nantes' },
        ],
      },
    ],
  },
  {
    reference: 'JDMRXTWLB',
    who: sophie,
    placed: wd(10, '22:05'),
    lines: [one('LMP-LISEUSE')],
    service: 'colissimo',
    steps: [
      pay(wd(10, '22:06')),
      prepare(wd(9, '09:00')),
      {
        do: 'ship',
        at: wd(9, '15:00'),
        tracking: '6A20911490117',
        journey: [
          { at: wd(9, '15:00'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(9, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
          { at: wd(6, '08:05'), status: 'OutForDelivery', label: 'outForDelivery', place: 'Marseille' },
          { at: wd(6, '12:31'), status: 'Delivered', label: 'mailbox', place: 'Marseille' },
        ],
      },
      {
        do: 'request',
        at: wd(3, '18:40'),
        kind: 'problem',
        values: {
          problem: 'not-received',
          message: "Le suivi dit « déposé en boîte aux lettres », mais il n'y a rien, ni chez la gardienne.",
        },
      },
    ],
  },
  {
    reference: 'PLGKNVSTW',
    who: lucie,
    placed: wd(24, '15:30'),
    lines: [one('DEC-POT')],
    service: 'colissimo',
    steps: [
      pay(wd(24, '15:31')),
      prepare(wd(23, '09:00')),
      {
        do: 'ship',
        at: wd(23, '15:10'),
        tracking: '6A20911402280',
        journey: [
          { at: wd(23, '15:10'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(23, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
          { at: wd(19, '11:20'), status: 'AttemptFail', label: 'missed', place: 'Ajaccio' },
          { at: wd(18, '10:00'), status: 'AvailableForPickup', label: 'atPostOffice', place: 'Ajaccio' },
          { at: wd(6, '18:00'), status: 'Expired', label: 'notCollected', place: 'Ajaccio' },
          {
            at: wd(2, '09:30'),
            status: 'ReturnedToSender',
            label: 'sentBack',
            place: 'Hérouville-Saint-Clair',
          },
        ],
      },
    ],
  },
  {
    reference: 'HKWZRDMTP',
    who: thomas,
    placed: wd(8, '09:25'),
    lines: [one('LMP-PHARE')],
    service: 'colissimo',
    payment: 'card-3x',
    steps: [
      pay(wd(8, '09:26')),
      prepare(wd(7, '09:00')),
      {
        do: 'ship',
        at: wd(7, '15:10'),
        tracking: '6A20911503324',
        journey: [
          { at: wd(7, '15:10'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
          { at: wd(7, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
          { at: wd(5, '10:15'), status: 'Exception', label: 'incident', place: 'Rennes' },
        ],
      },
    ],
  },

  // --- Waiting for the customer. -------------------------------------------------------------------------------------
  {
    reference: 'BTRVMQLKS',
    who: ines,
    placed: wd(7, '13:05'),
    lines: [one('LMP-GALET'), one('JOU-BATEAU')],
    service: 'mondial-relay',
    relay: 'FR-75-001',
    steps: [
      pay(wd(7, '13:06')),
      prepare(wd(6, '09:00')),
      {
        do: 'ship',
        at: wd(6, '15:30'),
        tracking: '74299120',
        journey: waitingAtRelay(6, 2, 'Librairie du Canal, Paris'),
      },
    ],
  },
  {
    reference: 'XNPWLTDRG',
    who: paul,
    placed: wd(7, '18:00'),
    lines: [one('PAP-SEMAINIER', 2)],
    service: 'mondial-relay',
    relay: 'FR-14-002',
    steps: [
      pay(wd(7, '18:01')),
      prepare(wd(6, '10:00')),
      {
        do: 'ship',
        at: wd(5, '15:30'),
        tracking: '74299388',
        journey: waitingAtRelay(5, 1, 'Consigne Gare de Caen'),
      },
    ],
  },
  {
    reference: 'CLKTBWZNM',
    who: jeanne,
    placed: wd(2, '11:40'),
    lines: [one('TAB-ATELIER'), one('PAP-CARNET')],
    service: 'store',
    steps: [pay(wd(2, '11:41')), prepare(wd(2, '12:10')), { do: 'ready', at: wd(2, '14:15') }],
  },

  // --- Delivered. ----------------------------------------------------------------------------------------------------
  delivered('MRSZTKVLP', ines, 26, [one('DEC-VASE')], '6A20911377120'),
  delivered('WBNQDHTLR', amina, 40, [one('LMP-LISEUSE')], '6A20911310065'),
  delivered('SVPKRGMZT', thomas, 75, [one('LMP-FALAISE'), one('LMP-GALET')], '6A20910998731'),
  delivered('KDWLNRTBV', emily, 18, [one('PAP-CARNET', 3), one('PAP-CARTES')], '6A20911420977'),
  delivered('TPZMHQSLC', hannah, 33, [one('DEC-HORLOGE')], '6A20911344108'),
  delivered('RGTVKWNXB', didier, 160, [one('LMP-LISEUSE')], '6A70013901774', 'colissimo-overseas-1'),
  delivered('LQBPSDRMK', claude, 28, [one('LMP-FALAISE')], '6A40012377011', 'colissimo-switzerland'),
  delivered('ZNWTVRKHD', studio, 52, [one('LMP-LISEUSE', 8)], '6A40011984420', 'colissimo-europe'),
  delivered(
    'FVRLMKPTQ',
    lotte,
    64,
    [one('JOU-BLOCS'), one('JOU-BATEAU')],
    '6A40011870015',
    'colissimo-europe',
  ),
  delivered('NHSKZLWRB', ecole, 88, [one('PAP-CARNET', 30)], '6A20910870046'),
  {
    reference: 'DTKQMRLVZ',
    who: jeanne,
    placed: d(96, '10:30'),
    lines: [one('JOU-BLOCS')],
    service: 'store',
    steps: [
      pay(d(96, '10:31')),
      prepare(d(96, '11:00')),
      { do: 'ready', at: d(96, '14:00') },
      { do: 'collect', at: d(94, '17:20') },
    ],
  },
  {
    reference: 'VLNRPTWSK',
    who: marc,
    placed: wd(6, '12:10'),
    lines: [one('PAP-CARNET'), one('PAP-SEMAINIER')],
    service: 'chronopost',
    steps: [pay(wd(6, '12:11')), prepare(wd(6, '13:40')), ship(wd(6, '16:20'), 'XN482025110FR')],
  },

  // --- Returned, refunded, cancelled. ----------------------------------------------------------------------------------
  {
    reference: 'PKRWSVTNL',
    who: lucie,
    placed: d(47, '18:30'),
    lines: [one('TAB-ATELIER'), one('PAP-CARTES')],
    service: 'colissimo',
    steps: [
      pay(d(47, '18:31')),
      prepare(d(46, '09:00')),
      { do: 'ship', at: d(46, '15:00'), tracking: '6A20911270039', journey: arrivedAfter(46, 42, 'Ajaccio') },
      {
        do: 'request',
        at: d(38, '20:02'),
        kind: 'return',
        values: { items: "Tablier d'atelier, S", solution: 'refund', way: 'relay' },
      },
      { do: 'return', at: d(31, '10:10') },
      { do: 'refund', at: d(30, '11:00'), lines: [0], shipping: false, label: true },
    ],
  },
  {
    reference: 'QTDZLBMRW',
    who: katrin,
    placed: d(59, '09:50'),
    lines: [one('DEC-POT', 2)],
    service: 'colissimo-europe',
    payment: 'paypal',
    steps: [
      pay(d(59, '09:51')),
      prepare(d(58, '09:00')),
      { do: 'ship', at: d(58, '15:00'), tracking: '6A40011922716', journey: arrivedAfter(58, 51, 'Köln') },
      { do: 'request', at: d(48, '08:15'), kind: 'withdrawal', values: { items: 'Cache-pot Grève × 2' } },
      { do: 'return', at: d(40, '10:30') },
      { do: 'refund', at: d(39, '16:00'), shipping: true },
    ],
  },
  {
    reference: 'BHMVKTRSN',
    who: emily,
    placed: wd(12, '16:45'),
    lines: [one('TAB-ENFANT')],
    service: 'colissimo',
    steps: [
      pay(wd(12, '16:46')),
      prepare(wd(11, '09:00')),
      ship(wd(11, '15:00'), '6A20911466920'),
      {
        do: 'request',
        at: wd(4, '19:20'),
        kind: 'return',
        values: { items: "Child's apron", solution: 'exchange', way: 'store' },
      },
    ],
  },
  {
    reference: 'WZPLGKDTR',
    who: sophie,
    placed: d(21, '23:10'),
    lines: [one('LMP-GALET')],
    service: 'colissimo',
    steps: [pay(d(21, '23:11')), { do: 'cancel', at: d(20, '07:40'), by: 'customer' }],
  },
  {
    reference: 'SRNBWLVKT',
    who: claude,
    placed: d(30, '12:00'),
    lines: [one('PAP-CARTES', 3)],
    service: 'colissimo-switzerland',
    payment: 'paypal',
    steps: [pay(d(30, '12:01')), { do: 'cancel', at: d(30, '15:00'), by: 'customer' }],
  },
  {
    reference: 'LWTRZNQKM',
    who: paul,
    placed: d(35, '17:45'),
    lines: [one('DEC-HORLOGE')],
    service: 'store',
    payment: 'transfer',
    steps: [{ do: 'cancel', at: d(26, '09:00'), by: 'shop' }],
  },

  // --- Nothing to carry: files and gift cards. ---------------------------------------------------------------------------
  {
    reference: 'GSKMPVLTR',
    who: thomas,
    placed: d(12, '21:30'),
    lines: [one('FIC-DRAGON'), one('FIC-PHOTOPHORE')],
    payment: 'paypal',
    steps: [pay(d(12, '21:31')), { do: 'download', at: d(12, '21:40'), line: 0 }],
  },
  {
    reference: 'MTWKVNDZS',
    who: sean,
    placed: d(6, '14:10'),
    lines: [one('FIC-DRAGON'), one('FIC-LICENCE')],
    steps: [pay(d(6, '14:11'))],
  },
  {
    reference: 'RPLZQTVBK',
    who: hannah,
    placed: d(3, '19:05'),
    lines: [one('FIC-PHOTOPHORE')],
    steps: [pay(d(3, '19:06'))],
  },
  {
    reference: 'KVTNMSRWL',
    who: jeanne,
    placed: d(8, '10:50'),
    lines: [{ sku: 'CAD-NUM', quantity: 1, amount: 8000 }],
    steps: [pay(d(8, '10:51'))],
  },
  {
    reference: 'HTRLWPKDN',
    who: marc,
    placed: d(44, '20:00'),
    lines: [one('DEC-POT'), one('PAP-LUMIERE')],
    service: 'mondial-relay',
    relay: 'FR-44-001',
    vouchers: ['NV-DEMOCADEAU2345678'],
    steps: [
      pay(d(44, '20:01')),
      prepare(d(43, '09:00')),
      {
        do: 'ship',
        at: d(43, '15:30'),
        tracking: '74120077',
        journey: collectedAtRelay(43, 39, 37, "Fleurs de l'Erdre, Nantes"),
      },
    ],
  },
]

function one(sku: string, quantity: number = 1): BasketLine {
  return { sku, quantity }
}

function coloured(sku: string, choice: number): BasketLine {
  return { sku, quantity: 1, choice }
}

function engraved(sku: string, engraving: string): BasketLine {
  return { sku, quantity: 1, engraving }
}

function pay(at: When): Step {
  return { do: 'pay', at }
}

function prepare(at: When): Step {
  return { do: 'prepare', at }
}

function ship(at: When, tracking: string): Step {
  return { do: 'ship', at, tracking }
}

function delivered(
  reference: string,
  who: Story['who'],
  daysAgo: number,
  lines: readonly BasketLine[],
  tracking: string,
  service: string = 'colissimo',
): Story {
  const days = service === 'colissimo' ? 4 : service === 'colissimo-overseas-1' ? 13 : 8
  return {
    reference,
    who,
    placed: d(daysAgo, '19:20'),
    lines,
    service,
    ...(who === ecole && { payment: 'account-30-days' as const }),
    steps: [
      pay(d(daysAgo, '19:21')),
      prepare(d(daysAgo - 1, '09:00')),
      {
        do: 'ship',
        at: d(daysAgo - 1, '15:00'),
        tracking,
        journey: arrivedAfter(daysAgo - 1, daysAgo - 1 - days, who.address.city),
      },
    ],
  }
}

function arrivedAfter(left: number, arrived: number, city: string): readonly CarrierStep[] {
  return [
    { at: d(left, '15:00'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
    { at: d(left, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
    { at: d(left - 1, '04:35'), status: 'InTransit', label: 'sorted', place: 'Rennes' },
    { at: d(arrived, '08:05'), status: 'OutForDelivery', label: 'outForDelivery', place: city },
    { at: d(arrived, '11:42'), status: 'Delivered', label: 'delivered', place: city },
  ]
}

function waitingAtRelay(left: number, arrived: number, place: string): readonly CarrierStep[] {
  return [
    { at: wd(left, '15:30'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
    { at: wd(left, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
    { at: wd(left - 1, '04:35'), status: 'InTransit', label: 'sorted', place: 'Le Mans' },
    { at: wd(arrived, '10:20'), status: 'AvailableForPickup', label: 'atRelay', place },
  ]
}

function collectedAtRelay(
  left: number,
  arrived: number,
  collected: number,
  place: string,
): readonly CarrierStep[] {
  return [
    { at: d(left, '15:30'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
    { at: d(left, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
    { at: d(arrived, '10:20'), status: 'AvailableForPickup', label: 'atRelay', place },
    { at: d(collected, '18:05'), status: 'Delivered', label: 'pickedUp', place },
  ]
}
