/** Hundredths (fen, basis points, hundredths of an hour) from what people type, or null where it is no such number. */
export function readHundredths(typed: string, most: number): number | null {
  // Chinese keyboards write full-width figures; money and per cent signs are copied along.
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/^¥\s*|\s*%$/g, '')
  // Three digits after a comma are refused and not guessed at: "1,200" is 1200 to some and 1.2 to others.
  const [, whole, decimals = ''] = /^(\d{1,10}|\d{1,3}(?: \d{3}){1,3})(?:[.,](\d{1,2}))?$/.exec(text) ?? []
  if (whole === undefined) return null
  const value = Number(whole.replace(/ /g, '')) * 100 + Number(decimals.padEnd(2, '0'))
  return value <= most ? value : null
}

/** A whole number from 1. */
export function readCount(typed: string, most: number): number | null {
  const hundredths = readHundredths(typed, most * 100)
  return hundredths !== null && hundredths >= 100 && hundredths % 100 === 0 ? hundredths / 100 : null
}

/** As it stands in an address: `12.5`. */
export function writeHundredths(value: number): string {
  const decimals = String(value % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${Math.floor(value / 100)}${decimals && '.'}${decimals}`
}
