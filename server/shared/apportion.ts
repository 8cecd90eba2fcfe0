/**
 * Rounds parts to whole `unit`s whose sum is the rounded sum of the parts. Each part is rounded down, and the missing units
 * go to the parts with the largest remainders, for equal ones to the first (the largest remainder method).
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
