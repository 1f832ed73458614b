import company from '../content/company.json' with { type: 'json' }
import type { InvoiceDocument } from './invoice-document.ts'

/**
 * The invoice as data, in the BASIC WL profile of Factur-X 1.0 (EN 16931, UN/CEFACT CII D16B): it travels inside the
 * PDF of business customers, so that their accounting reads it.
 */
export function facturX(document: InvoiceDocument): string {
  const { billing } = document
  const taxes = document.rates.map(
    (rate) =>
      `<ram:ApplicableTradeTax><ram:CalculatedAmount>${amount(rate.vat)}</ram:CalculatedAmount>` +
      `<ram:TypeCode>VAT</ram:TypeCode>${exemption(document)}<ram:BasisAmount>${amount(rate.net)}</ram:BasisAmount>` +
      `<ram:CategoryCode>${categoryOf(document)}</ram:CategoryCode>` +
      `<ram:RateApplicablePercent>${amount(rate.rate)}</ram:RateApplicablePercent></ram:ApplicableTradeTax>`,
  )
  const paidBefore =
    document.dueOn === undefined
      ? document.grand
      : document.vouchers.reduce((sum, { cents }) => sum + cents, 0)
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:factur-x.eu:1p0:basicwl</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>${document.number}</ram:ID><ram:TypeCode>${document.kind === 'invoice' ? 380 : 381}</ram:TypeCode><ram:IssueDateTime>${day(document.issuedOn)}</ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:ApplicableHeaderTradeAgreement>
<ram:SellerTradeParty><ram:Name>${escape(company.legalName)}</ram:Name><ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">${digits(company.siren)}</ram:ID></ram:SpecifiedLegalOrganization><ram:PostalTradeAddress><ram:PostcodeCode>${company.postcode}</ram:PostcodeCode><ram:LineOne>${escape(company.street)}</ram:LineOne><ram:CityName>${company.city}</ram:CityName><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${company.vatNumber.replaceAll(' ', '')}</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>${escape(billing.company ?? billing.name)}</ram:Name><ram:PostalTradeAddress><ram:PostcodeCode>${escape(billing.postcode)}</ram:PostcodeCode><ram:LineOne>${escape(billing.lines[0] ?? '')}</ram:LineOne><ram:CityName>${escape(billing.city)}</ram:CityName><ram:CountryID>${billing.country}</ram:CountryID></ram:PostalTradeAddress>${billing.vatNumber ? `<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${escape(billing.vatNumber.replaceAll(/[\s.]/g, ''))}</ram:ID></ram:SpecifiedTaxRegistration>` : ''}</ram:BuyerTradeParty>
<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>${document.order.reference}</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>${day(document.suppliedOn)}</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>${taxes.join('')}${document.dueOn ? `<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>${day(document.dueOn)}</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>` : ''}<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>${amount(document.net)}</ram:LineTotalAmount><ram:TaxBasisTotalAmount>${amount(document.net)}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">${amount(document.tax)}</ram:TaxTotalAmount><ram:GrandTotalAmount>${amount(document.grand)}</ram:GrandTotalAmount><ram:TotalPrepaidAmount>${amount(paidBefore)}</ram:TotalPrepaidAmount><ram:DuePayableAmount>${amount(document.grand - paidBefore)}</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
`
}

/** S: standard or reduced rate; K: intra-Community supply; G: export outside the VAT territory. */
function categoryOf(document: InvoiceDocument): 'S' | 'K' | 'G' {
  if (document.vat.kind === 'reverse-charge') return 'K'
  return document.vat.kind === 'export' ? 'G' : 'S'
}

function exemption(document: InvoiceDocument): string {
  const reasons = { 'reverse-charge': 'CGI art. 262 ter I', export: 'CGI art. 262 I' }
  const { kind } = document.vat
  return kind === 'reverse-charge' || kind === 'export'
    ? `<ram:ExemptionReason>${reasons[kind]}</ram:ExemptionReason>`
    : ''
}

function day(iso: string): string {
  return `<udt:DateTimeString format="102">${digits(iso)}</udt:DateTimeString>`
}

function amount(cents: number): string {
  return (cents / 100).toFixed(2)
}

function digits(text: string): string {
  return text.replaceAll(/\D/g, '')
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
