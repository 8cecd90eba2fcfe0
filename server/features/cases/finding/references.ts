/** References of so many years are tried for a number without one. */
const years = 6

/** Beginnings of the references that what was typed may stand for: `SS-2026-000123`, `2026-123` or just `123`. */
export function referencesFor(typed: string, thisYear: number): string[] {
  const asked = typed
    .trim()
    .toUpperCase()
    .replaceAll(/[\s‐-―−_/]+/g, '-')
  const [, year, number] = /^(?:SS-?)?(\d{4})-(\d{1,6})$/.exec(asked) ?? /^SS-?(\d{4})(\d{6})$/.exec(asked) ?? []
  if (year && number) return [`SS-${year}-${asked.startsWith('SS') ? number : number.padStart(6, '0')}`]
  if (/^SS-?\d{4}-?$/.test(asked)) return [`SS-${asked.replaceAll(/\D/g, '')}-`]
  if (!/^\d{1,6}$/.test(asked)) return []
  return Array.from({ length: years }, (_, ago) => `SS-${thisYear - ago}-${asked.padStart(6, '0')}`)
}
