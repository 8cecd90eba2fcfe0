import { readDayAndTime } from '#shared/days/typed-day.ts'

/** The first day of a spreadsheet's calendar, such that 61 is 1 March 1900 (before it Excel counts a day that never was). */
const epochMs = Date.UTC(1899, 11, 30)
const dayMs = 86_400_000
const minuteMs = 60_000
const serial = /^\d{5}(\.\d+)?$/

/**
 * A day as the form takes it, `2026-12-01`, from how spreadsheets show or keep it; anything else as it is. Nobody knows in
 * which language a file was written: `1/2/2027` is left alone.
 */
export const typedDay = (cell: string): string => read(cell)?.day ?? cell.trim()

/** A day with a time, `2026-12-01T09:00`, or a day alone. */
export function typedInstant(cell: string): string {
  const found = read(cell)
  if (!found) return cell.trim()
  return found.time === null ? found.day : `${found.day}T${found.time}`
}

function read(cell: string): { day: string; time: string | null } | null {
  const text = cell.trim()
  return serial.test(text) ? fromSerial(Number(text)) : readDayAndTime(text, null)
}

/** Days since the epoch, the time as a fraction of a day. */
function fromSerial(number: number): { day: string; time: string | null } {
  const at = new Date(epochMs + Math.round((number * dayMs) / minuteMs) * minuteMs).toISOString()
  return { day: at.slice(0, 10), time: Number.isInteger(number) ? null : at.slice(11, 16) }
}
