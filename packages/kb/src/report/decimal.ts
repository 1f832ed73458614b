/**
 * A number with so many decimals, as its reader writes it: `0.83`, in French `0,83`.
 *
 * @example
 * ```ts
 * decimal(0.834, 2, 'fr') // '0,83'
 * ```
 */
export function decimal(value: number, decimals: number, language: string): string {
  const written = value.toFixed(decimals)
  return language.toLowerCase().startsWith('fr') ? written.replace('.', ',') : written
}
