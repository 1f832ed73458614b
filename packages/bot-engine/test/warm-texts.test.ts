import { shippedFlows } from '@comptoir/bot-engine/flows'
import { describe, expect, test } from 'vitest'
import { talk } from './transcript.ts'

const EMOJI = /\p{Extended_Pictographic}/gu

/** What complains, withdraws, proves or goes wrong is said without. */
const GRAVE =
  /^(?:complaint|withdraw|report-problem|not-received|personal-data|handoff|verify|recap)\.|retry|unknown|unavailable|slow|upset|masked/

describe.each(['fr', 'en'])('the warm texts, in %s', async (locale) => {
  const warm = Object.entries(await shippedFlows.texts(locale, 'warm'))

  test.each(warm)('%s is the plain text with one emoji', async (name, text) => {
    const flow = name.slice(0, name.indexOf('.'))
    const plain = (await shippedFlows.texts(locale, flow))[name.slice(flow.length + 1)]
    expect(text.match(EMOJI)).toHaveLength(1)
    expect(text.replace(/ \p{Extended_Pictographic}/u, '')).toBe(plain)
  })

  test('are few, and none where somebody has a problem', () => {
    expect(warm.length).toBeLessThan(10)
    expect(warm.filter(([name]) => GRAVE.test(name))).toEqual([])
  })

  test('are the only ones with an emoji', async () => {
    const said = await Promise.all(
      ['conversation', 'repair', ...shippedFlows.ids].map((id) => shippedFlows.texts(locale, id)),
    )
    expect(said.flatMap((texts) => Object.values(texts)).filter((text) => EMOJI.test(text))).toEqual([])
  })

  test('are said where the shop wants them', async () => {
    const t = await talk({ locale, shop: { name: 'Atelier Nelvet' }, texts: Object.fromEntries(warm) })
    expect(t.last().text).toContain('👋')
    await t.customer(locale === 'fr' ? 'merci' : 'thanks')
    expect(t.last().text).toContain('😊')
  })
})
