/**
 * Parts in whole `unit`s that add up to their sum as it is shown, rounded to whole units too: each is rounded down, and what is
 * missing goes to those with the largest remainders, of equal ones to the first (the largest remainder method).
 */
export function apportion(parts: readonly number[], unit: number): number[] {
  const sum = parts.reduce((total, part) => total + part, 0)
  const floors = parts.map(part => Math.floor(part / unit))
  const missing = Math.round(sum / unit) - floors.reduce((total, floor) => total + floor, 0)
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: part / unit - Math.floor(part / unit) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  const raised = new Set(byRemainder.slice(0, missing).map(({ index }) => index))
  return floors.map((floor, index) => (floor + Number(raised.has(index))) * unit)
}
