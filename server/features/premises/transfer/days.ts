/** The first day of a spreadsheet's calendar, such that 61 is 1 March 1900 (before it Excel counts a day that never was). */
const epochMs = Date.UTC(1899, 11, 30)
const dayMs = 86_400_000
const minuteMs = 60_000

const day = '(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?'
const time = '(?:[T ]\\s*(\\d{1,2}):(\\d{2})(?::\\d{2})?)?'
const yearFirst = new RegExp(`^${day}${time}$`)
/** As Russian spreadsheets show it. `1/2/2027` is left alone: nobody knows whether it is January or February. */
const dayFirst = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ]\s*(\d{1,2}):(\d{2})(?::\d{2})?)?$/
const serial = /^\d{5}(\.\d+)?$/

/** A day as the form takes it, `2026-12-01`, from how spreadsheets show or keep it; anything else as it is. */
export const typedDay = (cell: string): string => read(cell)?.day ?? cell.trim()

/** A day with a time, `2026-12-01T09:00`, or a day alone. */
export function typedInstant(cell: string): string {
  const found = read(cell)
  if (!found) return cell.trim()
  return found.time === null ? found.day : `${found.day}T${found.time}`
}

type Found = { day: string; time: string | null }

function read(cell: string): Found | null {
  const text = cell.trim()
  if (serial.test(text)) return fromSerial(Number(text))
  const first = yearFirst.exec(text)
  if (first) return written([first[1], first[2], first[3]], first[4], first[5])
  const last = dayFirst.exec(text)
  return last ? written([last[3], last[2], last[1]], last[4], last[5]) : null
}

const two = (part: string | undefined): string => (part ?? '').padStart(2, '0')

function written(parts: (string | undefined)[], hour: string | undefined, minute: string | undefined): Found {
  return { day: parts.map(two).join('-'), time: hour === undefined ? null : `${two(hour)}:${two(minute)}` }
}

/** Days since the epoch, the time as a fraction of a day. */
function fromSerial(number: number): Found {
  const at = new Date(epochMs + Math.round((number * dayMs) / minuteMs) * minuteMs).toISOString()
  return { day: at.slice(0, 10), time: Number.isInteger(number) ? null : at.slice(11, 16) }
}
