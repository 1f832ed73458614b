/**
 * The day of the format, as `2026-11-21`, of what people write and spreadsheets show: `21/11/2026`, `21.11.2026`.
 *
 * @param text anything; what is no such day is given back as it is
 *
 * @example
 * ```ts
 * readDay('21/11/2026') // '2026-11-21'
 * ```
 */
export function readDay(text: string): string {
  const [, day, month, year] = WRITTEN.exec(text.trim()) ?? []
  if (day === undefined || month === undefined || year === undefined) return text.trim()
  // 11/21/2026 can only be the American order.
  const [first, second] = Number(month) > 12 ? [month, day] : [day, month]
  return `${year}-${second.padStart(2, '0')}-${first.padStart(2, '0')}`
}

/** Can it be read in one way only? English is written with the day first, or with the month. */
export function isClearDay(text: string, language: string): boolean {
  const [, day, month] = WRITTEN.exec(text.trim()) ?? []
  return day !== undefined && (language !== 'en' || day === month || Number(day) > 12 || Number(month) > 12)
}

const WRITTEN = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/
