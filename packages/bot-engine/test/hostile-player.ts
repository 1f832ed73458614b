// Does to the built-ins what the first argument says, then plays the invoice.
const page = process.argv[2] ?? ''
// oxlint-disable-next-line no-new-func -- the page's script, as the test gives it
new Function(page)()
const { playTheInvoice } = await import('./hostile-page.ts')
process.stdout.write(await playTheInvoice())
