import type { Table } from './tables.ts'

const quoted = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const width = 720
const rowHeight = 34
const labelWidth = 230
const numberWidth = 90

export type Bar = { label: string; value: number; text: string; part?: number }

/** Bars one below the other, each with its label and its number. What it says stands in the table below it, too. */
export function barChart(label: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ value }) => value), 0)
  if (most === 0) return ''
  const room = width - labelWidth - numberWidth
  const rows = bars.map(({ label: name, value, text, part }, index) => {
    const y = index * rowHeight
    const long = Math.round((value / most) * room)
    const filled = part === undefined ? '' : rect('chart__part', { x: labelWidth, y: y + 7, width: (long * part) | 0 })
    return (
      `<text x="0" y="${y + 22}">${quoted(name)}</text>` +
      rect('chart__bar', { x: labelWidth, y: y + 7, width: long }) +
      filled +
      `<text class="chart__number" x="${labelWidth + long + 8}" y="${y + 22}">${quoted(text)}</text>`
    )
  })
  return sheet(label, bars.length * rowHeight, rows.join(''))
}

const rect = (className: string, box: { x: number; y: number; width: number }): string =>
  `<rect class="${className}" x="${box.x}" y="${box.y}" width="${box.width}" height="20" rx="2"/>`

const lineHeight = 284
const foot = 34
/** Where the legend stands. */
const head = 44
const side = 44

export type Line = { name: string; className: 'let' | 'held'; points: (number | null)[] }

/** Lines over days: the days stand below at their distance, the numbers at the left. Days that are not known leave a gap. */
export function lineChart(
  label: string,
  days: readonly { at: number; text: string }[],
  lines: readonly Line[],
): string {
  const known = lines.flatMap(({ points }) => points.filter(point => point !== null))
  if (known.length === 0) return ''
  const top = Math.max(...known, 1)
  const [first, last] = [days[0]?.at ?? 0, days.at(-1)?.at ?? 1]
  const x = (index: number) =>
    side + Math.round((((days[index]?.at ?? first) - first) / Math.max(1, last - first)) * (width - 2 * side))
  const y = (value: number) => Math.round(lineHeight - foot - (value / top) * (lineHeight - foot - head))
  const drawn = lines.map(({ name, className, points }) => lineOf({ name, className, points }, x, y)).join('')
  const scale = [0, top].map(value => `<text class="chart__scale" x="0" y="${y(value) + 5}">${value}</text>`).join('')
  const axis = `<path class="chart__axis" d="M${side} ${y(0)}H${width - side}"/>`
  return sheet(label, lineHeight, legendOf(lines) + axis + scale + drawn + dayLabels(days, x))
}

type Scale = (value: number) => number

function lineOf({ name, className, points }: Line, x: Scale, y: Scale): string {
  let open = false
  const path = points
    .map((point, index) => {
      if (point === null) {
        open = false
        return ''
      }
      const step = `${open ? 'L' : 'M'}${x(index)} ${y(point)}`
      open = true
      return step
    })
    .join('')
  const dots =
    points.length > 40
      ? ''
      : points.map((point, index) => (point === null ? '' : markOf[className](x(index), y(point)))).join('')
  return `<g class="chart__line chart__line--${className}"><title>${quoted(name)}</title><path d="${path}"/>${dots}</g>`
}

/** Squares and circles, so that the lines are told apart without their colour. */
const markOf = {
  let: (x: number, y: number) => `<rect x="${x - 4}" y="${y - 4}" width="8" height="8"/>`,
  held: (x: number, y: number) => `<circle cx="${x}" cy="${y}" r="4.5"/>`,
}

/** What each line is: a piece of it with its mark, and its status in words. */
const legendOf = (lines: readonly Line[]): string =>
  lines
    .map(({ name, className }, index) => {
      const x = side + index * 200
      return (
        `<g class="chart__line chart__line--${className}"><path d="M${x} 12H${x + 40}"/>${markOf[className](x + 20, 12)}</g>` +
        `<text class="chart__legend" x="${x + 50}" y="17">${quoted(name)}</text>`
      )
    })
    .join('')

/** The first and the last day. */
function dayLabels(days: readonly { text: string }[], x: Scale): string {
  const at = (index: number, anchor: string) =>
    `<text x="${x(index)}" y="${lineHeight - 8}" text-anchor="${anchor}">${quoted(days[index]?.text ?? '')}</text>`
  return days.length < 2 ? at(0, 'start') : at(0, 'start') + at(days.length - 1, 'end')
}

const sheet = (label: string, height: number, inside: string): string =>
  `<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${quoted(label)}">${inside}</svg>`

/** The bars of a table: a column by its number, counted from 0. */
export function barsOf(
  table: Table,
  { column, text, part }: { column: number; text: (row: number) => string; part?: number },
): Bar[] {
  return table.rows.map((row, index) => ({
    label: textIn(table, index),
    value: numberIn(row[column]),
    text: text(index),
    ...(part === undefined ? {} : { part: numberIn(row[part]) / Math.max(1e-9, numberIn(row[column])) }),
  }))
}

function textIn({ rows }: Table, index: number): string {
  const cell = rows[index]?.[0]
  return cell && 'text' in cell ? cell.text : ''
}

const numberIn = (cell: Table['rows'][number][number] | undefined): number =>
  cell && 'value' in cell ? (cell.value ?? 0) : 0
