import type { BasketLine } from '../basket.ts'
import { ecole } from './customers.ts'
import { type CarrierStep, d, type Step, type Story, wd, type When } from './story.ts'

/** The steps that most stories have: what is bought, paid, prepared, sent and delivered. */

export function one(sku: string, quantity: number = 1): BasketLine {
  return { sku, quantity }
}

export function coloured(sku: string, choice: number): BasketLine {
  return { sku, quantity: 1, choice }
}

export function engraved(sku: string, engraving: string): BasketLine {
  return { sku, quantity: 1, engraving }
}

export function pay(at: When): Step {
  return { do: 'pay', at }
}

export function prepare(at: When): Step {
  return { do: 'prepare', at }
}

export function ship(at: When, tracking: string): Step {
  return { do: 'ship', at, tracking }
}

export function delivered(
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

export function arrivedAfter(left: number, arrived: number, city: string): readonly CarrierStep[] {
  return [
    { at: d(left, '15:00'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
    { at: d(left, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
    { at: d(left - 1, '04:35'), status: 'InTransit', label: 'sorted', place: 'Rennes' },
    { at: d(arrived, '08:05'), status: 'OutForDelivery', label: 'outForDelivery', place: city },
    { at: d(arrived, '11:42'), status: 'Delivered', label: 'delivered', place: city },
  ]
}

export function waitingAtRelay(left: number, arrived: number, place: string): readonly CarrierStep[] {
  return [
    { at: wd(left, '15:30'), status: 'InfoReceived', label: 'announced', place: 'Caen' },
    { at: wd(left, '19:10'), status: 'InTransit', label: 'collected', place: 'Caen' },
    { at: wd(left - 1, '04:35'), status: 'InTransit', label: 'sorted', place: 'Le Mans' },
    { at: wd(arrived, '10:20'), status: 'AvailableForPickup', label: 'atRelay', place },
  ]
}

export function collectedAtRelay(
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
