import type { Table } from './tables.ts'

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const rowHeight = 46
/** Length of the longest bar in per cent of the width, so that its number has room on a phone. */
const maxBarPercent = 74

export type Bar = { label: string; value: number; text: string; part?: number }

/** What a whole bar stands for, and what its filled part stands for. */
type BarKey = { whole: string; part: string }

/**
 * Draws bars one below the other, each with its label above and its number behind, and a key on top if bars have a filled
 * part. Widths are per cent of the available width, so text has the same size on phones and desktops and nothing scrolls
 * sideways. The table below the chart holds the same data.
 */
export function barChart(label: string, bars: readonly Bar[], key?: BarKey): string {
  const most = Math.max(...bars.map(({ value }) => value), 0)
  if (most === 0) return ''
  const head = key ? 2 * legendRow + 8 : 0
  const rows = bars.map(({ label: name, value, text, part }, index) => {
    const y = head + index * rowHeight
    const long = share((value / most) * maxBarPercent)
    const filled = part === undefined ? '' : rect('chart__part', { y: y + 21, width: share(long * part) })
    return (
      `<text x="0" y="${y + 15}">${escapeMarkup(name)}</text>` +
      rect('chart__bar', { y: y + 21, width: long }) +
      filled +
      `<text class="chart__number" x="${long}%" dx="8" y="${y + 36}">${escapeMarkup(text)}</text>`
    )
  })
  return sheet(label, head + bars.length * rowHeight, (key ? keyOf(key) : '') + rows.join(''))
}

const keyOf = ({ whole, part }: BarKey): string =>
  [
    { className: 'chart__bar', name: whole },
    { className: 'chart__part', name: part },
  ]
    .map(({ className, name }, index) => {
      const y = index * legendRow
      return (
        `<rect class="${className}" x="0" y="${y + 3}" width="24" height="14" rx="2"/>` +
        `<text class="chart__legend" x="34" y="${y + 15}">${escapeMarkup(name)}</text>`
      )
    })
    .join('')

const rect = (className: string, { y, width }: { y: number; width: number }): string =>
  `<rect class="${className}" x="0" y="${y}" width="${width}%" height="20" rx="2"/>`

const share = (percent: number): number => Math.round(percent * 100) / 100

const lineHeight = 308
const foot = 34
const legendRow = 26
/** Start and end of the lines in per cent of the width; the numbers stand to the left. */
const start = 14
const end = 97

export type Line = { name: string; className: 'let' | 'held'; points: (number | null)[] }

/** Draws lines over days: days below, spaced by date, numbers to the left. Unknown days leave a gap. */
export function lineChart(
  label: string,
  days: readonly { at: number; text: string }[],
  lines: readonly Line[],
): string {
  const recordedPoints = lines.flatMap(({ points }) => points.filter(point => point !== null))
  if (recordedPoints.length === 0) return ''
  const top = Math.max(...recordedPoints, 1)
  const first = days[0]?.at ?? 0
  const last = days.at(-1)?.at ?? 1
  const x = (index: number) => share((((days[index]?.at ?? first) - first) / Math.max(1, last - first)) * 100)
  const head = lines.length * legendRow + 16
  const y = (value: number) => Math.round(lineHeight - foot - (value / top) * (lineHeight - foot - head))
  const drawn = lines.map(line => lineOf(line, x, y)).join('')
  const scale = [0, top].map(value => `<text class="chart__scale" x="0" y="${y(value) + 5}">${value}</text>`).join('')
  const axis = `<line class="chart__axis" x1="${start}%" x2="${end}%" y1="${y(0)}" y2="${y(0)}"/>`
  return sheet(label, lineHeight, legendOf(lines) + axis + scale + drawn + dayLabels(days, x))
}

type Scale = (value: number) => number

/** Converts per cent of the period to per cent of the chart. */
const toPercent = (percent: number): number => share(start + (percent / 100) * (end - start))

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
      : points.map((point, index) => (point === null ? '' : markOf[className](toPercent(x(index)), y(point)))).join('')
  // Only the lines are stretched to the available width; marks and text are not.
  const stretched =
    `<svg aria-hidden="true" x="${start}%" width="${end - start}%" height="${lineHeight}" viewBox="0 0 100 ${lineHeight}" preserveAspectRatio="none" overflow="visible">` +
    `<path d="${path}"/></svg>`
  return `<g class="chart__line chart__line--${className}"><title>${escapeMarkup(name)}</title>${stretched}${dots}</g>`
}

/** Squares and circles, so that the lines can be told apart without colour. */
const markOf = {
  let: (x: number, y: number) => `<rect x="${x}%" y="${y - 4}" width="8" height="8" transform="translate(-4 0)"/>`,
  held: (x: number, y: number) => `<circle cx="${x}%" cy="${y}" r="4.5"/>`,
}

/** Key of the lines: a piece of each with its mark, and the name of the status. */
const legendOf = (lines: readonly Line[]): string =>
  lines
    .map(({ name, className }, index) => {
      const y = 12 + index * legendRow
      return (
        `<svg aria-hidden="true" x="${start}%" overflow="visible"><g class="chart__line chart__line--${className}"><path d="M0 ${y}H40"/>` +
        `${legendMarkOf[className](y)}</g><text class="chart__legend" x="50" y="${y + 5}">${escapeMarkup(name)}</text></svg>`
      )
    })
    .join('')

const legendMarkOf = {
  let: (y: number) => `<rect x="16" y="${y - 4}" width="8" height="8"/>`,
  held: (y: number) => `<circle cx="20" cy="${y}" r="4.5"/>`,
}

/** Labels of the first and the last day. */
function dayLabels(days: readonly { text: string }[], x: Scale): string {
  const at = (index: number, anchor: string) =>
    `<text x="${toPercent(x(index))}%" y="${lineHeight - 8}" text-anchor="${anchor}">${escapeMarkup(days[index]?.text ?? '')}</text>`
  return days.length < 2 ? at(0, 'start') : at(0, 'start') + at(days.length - 1, 'end')
}

const sheet = (label: string, height: number, inside: string): string =>
  `<svg class="chart" width="100%" height="${height}" role="img" aria-label="${escapeMarkup(label)}">${inside}</svg>`

/** Bars of a table, made of a column given by its index from 0. */
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
