import { Hono } from 'hono'
import { html } from 'hono/html'
import { type BasketLine, home, quoteBasket } from '../basket.ts'
import { giftWrapPrice, productBySku } from '../catalogue.ts'
import { deliveryDays, deliveryPrice, dispatchDay } from '../delivery.ts'
import { deliveredCountries } from '../destination.ts'
import { formatMoney } from '../money.ts'
import { promotionFor } from '../promotions.ts'
import { countryName, formatNearDay } from '../spoken.ts'
import { textFor } from '../texts.ts'
import type { ShopContext, ShopEnv, Visit } from '../visit.ts'
import { checkbox, field, filledFrom, select } from './field.ts'
import { type Html, page } from './layout.ts'

/** The basket: quantities, present, code, and what delivery would cost. */
export function cartPages(): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>()
  app.get('/panier', cartPage)

  app.post('/panier/ajouter', async (c) => {
    const { session, path, t, locale } = c.get('visit')
    const form = filledFrom(await c.req.parseBody())
    const product = productBySku(form['sku'] ?? '')
    if (!product) return c.notFound()
    const quantity = whole(form['quantity'], 1, 99)
    const line: BasketLine = {
      sku: product.sku,
      quantity,
      ...(product.choice && { choice: whole(form['choice'], 0, product.choice.values.length - 1) }),
      ...(product.engraving && form['engraving'] && { engraving: form['engraving'].slice(0, 25) }),
      ...(product.kind === 'gift-card' && { amount: whole(form['amount'], 10, 250) * 100 }),
    }
    session.update({
      lines: merged(session.data.lines ?? [], line),
      notice: { kind: 'good', text: t('cart.added', { name: product.name[locale] }) },
    })
    return c.redirect(path('/panier'), 303)
  })

  app.post('/panier', async (c) => {
    const { session, path, ledger, t } = c.get('visit')
    const form = filledFrom(await c.req.parseBody())
    const lines = (session.data.lines ?? []).flatMap((line, index) => {
      const quantity = form['remove'] === String(index) ? 0 : whole(form[`quantity-${index}`], 0, 99)
      return quantity > 0 ? [{ ...line, quantity }] : []
    })
    session.update({
      lines,
      giftWrap: form['giftWrap'] === 'yes',
      giftMessage: (form['giftMessage'] ?? '').slice(0, 200),
      country: deliveredCountries.includes(form['country'] ?? '') ? (form['country'] ?? 'FR') : 'FR',
    })
    const code = form['code'] ?? ''
    if (code === '') session.forget('promotion')
    else if (promotionFor(ledger, code)) session.update({ promotion: code })
    else
      session.update({
        notice: {
          kind: 'bad',
          text: /^(NV|AV)-/i.test(code) ? t('cart.codeIsVoucher') : t('cart.codeUnknown'),
        },
      })
    return c.redirect(path(form['go'] === 'checkout' ? '/commande' : '/panier'), 303)
  })

  return app
}

function cartPage(c: ShopContext): Response | Promise<Response> {
  const visit = c.get('visit')
  const { t, path, locale, session } = visit
  const { data } = session
  const lines = data.lines ?? []
  if (lines.length === 0)
    return page(c, {
      title: t('cart.title'),
      main: html`<h1>${t('cart.title')}</h1>
        <p>${t('cart.empty')}</p>
        <p><a class="button" href="${path('/lampes')}">${t('home.see')}</a></p>`,
    })
  const country = data.country ?? 'FR'
  const destination = country === 'FR' ? home : { country, postcode: '' }
  const quote = quoteBasket(session.basket, locale, destination)
  return page(c, {
    title: t('cart.title'),
    wide: true,
    main: html`<h1>${t('cart.title')}</h1>
      <form method="post" action="${path('/panier')}" class="cart">
        <div class="stack">
          <ul class="cart-lines">
            ${lines.map((line, index) => cartLine(visit, line, index, quote.lines[index]?.unit ?? 0))}
          </ul>
          <div class="panel stack">
            ${checkbox({
              name: 'giftWrap',
              label: t('cart.isGift', { price: formatMoney(giftWrapPrice, locale) }),
              checked: data.giftWrap ?? false,
            })}
            ${field({
              name: 'giftMessage',
              label: t('cart.giftMessage'),
              value: data.giftMessage,
              maxlength: 200,
              rows: 2,
              hint: t('cart.giftHint'),
            })}
          </div>
          <p><button class="button quiet">${t('cart.update')}</button></p>
        </div>
        <aside class="panel stack" aria-labelledby="cart-sum">
          <h2 id="cart-sum">${t('cart.sum')}</h2>
          ${select({
            name: 'country',
            label: t('cart.country'),
            value: country,
            options: deliveredCountries.map((code) => [code, countryName(code, locale)] as const),
          })}
          ${field({ name: 'code', label: t('cart.code'), value: data.promotion, maxlength: 24 })}
          <table class="sums">
            <tbody>
              <tr>
                <th scope="row">${t('sum.items')}</th>
                <td>${formatMoney(quote.items, locale)}</td>
              </tr>
              ${
                quote.discount > 0
                  ? html`<tr>
                      <th scope="row">${t('sum.discount')}</th>
                      <td>−${formatMoney(quote.discount, locale)}</td>
                    </tr>`
                  : ''
              }
              <tr class="total">
                <th scope="row">${t('sum.beforeDelivery')}</th>
                <td>${formatMoney(quote.items - quote.discount, locale)}</td>
              </tr>
              <tr>
                <th scope="row">${t('sum.vat')}</th>
                <td>${formatMoney(quote.tax, locale)}</td>
              </tr>
            </tbody>
          </table>
          ${
            quote.services.length > 0
              ? html`<h3>${t('cart.deliveryFrom')}</h3>
                  <ul class="plain">
                    ${quote.services.map((service) => {
                      const price = deliveryPrice(service, quote.parcel)
                      const days = deliveryDays(
                        service,
                        dispatchDay(visit.ledger.clock.now(), quote.parcel.madeToOrder),
                      )
                      const left = (service.freeFrom ?? 0) - quote.parcel.goods
                      return html`<li>
                        <b>${textFor(t, 'delivery', service.id)}</b> ·
                        ${price === 0 ? t('delivery.free') : formatMoney(price, locale)}<br /><small
                          >${
                            service.kind === 'store'
                              ? t('delivery.storeNote')
                              : t('delivery.expected', {
                                  from: formatNearDay(days.from, locale),
                                  to: formatNearDay(days.to, locale),
                                })
                          }${
                            left > 0 && price > 0
                              ? html` · ${t('delivery.leftToFree', { amount: formatMoney(left, locale) })}`
                              : ''
                          }</small
                        >
                      </li>`
                    })}
                  </ul>`
              : ''
          }
          <button class="button" name="go" value="checkout">${t('cart.checkout')}</button>
          <p class="hint">${t('cart.notReserved')}</p>
        </aside>
      </form>`,
  })
}

function cartLine(visit: Visit, line: BasketLine, index: number, unit: number): Html {
  const { t, locale, path } = visit
  const product = productBySku(line.sku)
  if (!product) return html``
  const choice = product.choice?.values[line.choice ?? 0]?.[locale]
  return html`<li>
    <img src="/assets/img/${product.sku.toLowerCase()}.svg" alt="" width="96" height="96" />
    <div>
      <a href="${path(`/produits/${product.slug}`)}"><b>${product.name[locale]}</b></a>
      ${choice ? html`<br /><small>${product.choice?.label[locale]} : ${choice}</small>` : ''}
      ${line.engraving ? html`<br /><small>${t('product.engraving')} : « ${line.engraving} »</small>` : ''}
      <br /><span class="price">${formatMoney(unit, locale)}</span>
    </div>
    <div class="quantity">
      <label for="quantity-${index}">${t('product.quantity')}</label>
      <input
        id="quantity-${index}"
        name="quantity-${index}"
        type="number"
        min="0"
        max="99"
        value="${line.quantity}"
        inputmode="numeric"
      />
    </div>
    <b class="line-total">${formatMoney(unit * line.quantity, locale)}</b>
    <button
      class="link"
      name="remove"
      value="${index}"
      aria-label="${t('cart.removeThis', { name: product.name[locale] })}"
    >
      ${t('cart.remove')}
    </button>
  </li>`
}

function merged(lines: readonly BasketLine[], added: BasketLine): BasketLine[] {
  const same = lines.findIndex(
    (line) =>
      line.sku === added.sku &&
      line.choice === added.choice &&
      line.engraving === added.engraving &&
      line.amount === added.amount,
  )
  return same === -1
    ? [...lines, added]
    : lines.map((line, index) =>
        index === same ? { ...line, quantity: Math.min(99, line.quantity + added.quantity) } : line,
      )
}

/** A whole number that someone typed, kept within bounds. */
export function whole(text: string | undefined, least: number, most: number): number {
  const number = Number.parseInt(text ?? '', 10)
  return Number.isNaN(number) ? least : Math.min(most, Math.max(least, number))
}
