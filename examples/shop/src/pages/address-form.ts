import { html } from 'hono/html'
import { deliveredCountries, zoneOf } from '../destination.ts'
import type { PostalAddress } from '../order.ts'
import { countryName } from '../spoken.ts'
import type { Visit } from '../visit.ts'
import { field, type Filled, select } from './field.ts'
import type { Html } from './layout.ts'

/** The fields of an address; several can stand in one form under prefixes of their own. */
export function addressFields(
  visit: Visit,
  options: {
    readonly prefix: string
    readonly section: 'billing' | 'shipping'
    readonly address?: PostalAddress | undefined
    readonly company?: boolean
  },
): Html {
  const { t, locale } = visit
  const { prefix, section, address } = options
  const auto = (token: string): string => `${section} ${token}`
  return html`
    ${field({
      name: `${prefix}name`,
      label: t('address.name'),
      value: address?.name,
      required: true,
      autocomplete: auto('name'),
      maxlength: 80,
    })}
    ${field({
      name: `${prefix}line1`,
      label: t('address.line1'),
      value: address?.lines[0],
      required: true,
      autocomplete: auto('address-line1'),
      maxlength: 80,
    })}
    ${field({
      name: `${prefix}line2`,
      label: t('address.line2'),
      value: address?.lines[1],
      autocomplete: auto('address-line2'),
      maxlength: 80,
    })}
    <div class="row">
      ${field({
        name: `${prefix}postcode`,
        label: t('address.postcode'),
        value: address?.postcode,
        required: true,
        autocomplete: auto('postal-code'),
        maxlength: 12,
        className: 'narrow',
      })}
      ${field({
        name: `${prefix}city`,
        label: t('address.city'),
        value: address?.city,
        required: true,
        autocomplete: auto('address-level2'),
        maxlength: 60,
      })}
    </div>
    ${select({
      name: `${prefix}country`,
      label: t('address.country'),
      value: address?.country ?? visit.session.data.country ?? 'FR',
      autocomplete: auto('country'),
      options: deliveredCountries.map((code) => [code, countryName(code, locale)] as const),
    })}
    ${field({
      name: `${prefix}phone`,
      label: t('address.phone'),
      type: 'tel',
      value: address?.phone,
      autocomplete: auto('tel'),
      maxlength: 24,
      hint: t('address.phoneHint'),
    })}
    ${
      options.company
        ? html`<details class="company" ${address?.company ? 'open' : ''}>
            <summary>${t('address.isCompany')}</summary>
            ${field({
              name: `${prefix}company`,
              label: t('address.company'),
              value: address?.company,
              autocomplete: auto('organization'),
              maxlength: 80,
            })}
            ${field({ name: `${prefix}siret`, label: 'SIRET', value: address?.siret, maxlength: 20 })}
            ${field({
              name: `${prefix}vatNumber`,
              label: t('address.vatNumber'),
              value: address?.vatNumber,
              maxlength: 20,
              hint: t('address.vatHint'),
            })}
          </details>`
        : ''
    }
  `
}

/** The address that was filled in, or `undefined` where something needed is missing or we do not deliver there. */
export function addressFrom(form: Filled, prefix: string): PostalAddress | undefined {
  const given = (name: string): string => form[prefix + name] ?? ''
  const [name, line1, postcode, city, country] = ['name', 'line1', 'postcode', 'city', 'country'].map(given)
  if (!name || !line1 || !postcode || !city || !country) return undefined
  if (!zoneOf(country, postcode)) return undefined
  return {
    name,
    lines: [line1, given('line2')].filter(Boolean),
    postcode: postcode.toUpperCase(),
    city,
    country,
    ...(given('phone') && { phone: given('phone') }),
    ...(given('company') && { company: given('company') }),
    ...(given('siret') && { siret: given('siret') }),
    ...(given('vatNumber') && { vatNumber: given('vatNumber') }),
  }
}

/** An address as it stands on an envelope. */
export function addressBlock(visit: Visit, address: PostalAddress): Html {
  const lines = [
    ...(address.company ? [address.company] : []),
    address.name,
    ...address.lines,
    `${address.postcode} ${address.city}`,
    countryName(address.country, visit.locale),
  ]
  return html`<address>${lines.map((line, index) => html`${index > 0 ? html`<br />` : ''}${line}`)}</address>`
}
