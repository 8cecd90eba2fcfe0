import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { readXlsx } from '#outside/tables/xlsx-reading.ts'
import { type Sheet, writeXlsx } from '#outside/tables/xlsx-writing.ts'
import { cellStyles, readPart } from '../support/files/cell-styles.ts'

const head = ['What', 'How many']
const sheet: Sheet = { name: 'A', columns: [{ width: 20 }, { width: 10 }], head, rows: [['=1+1', 1234.5]] }
const workbook = (change: Partial<Sheet>) => buffer(writeXlsx([{ ...sheet, ...change }]))

async function contentOf(bytes: Buffer) {
  const rows: (string | number)[][] = []
  for await (const { row, cells } of readXlsx(bytes)) rows.push([row, ...cells])
  return rows
}
async function columnsOf(bytes: Buffer) {
  const $ = await readPart(bytes, 'xl/worksheets/sheet1.xml')
  const { width, style } = $('col').first().attr() ?? {}
  return { frozen: $('pane[state="frozen"]').length > 0, width, style }
}

it('starts a workbook to fill in with a fixed header, and keeps input as text', async () => {
  const bytes = await workbook({})
  expect(await contentOf(bytes)).toEqual([
    [1, ...head],
    [2, '=1+1', '1234.5'],
  ])
  expect(await cellStyles(bytes, 1)).toMatchObject({ A1: { bold: true }, A2: { bold: false } })
  expect(await columnsOf(bytes)).toEqual({ frozen: true, width: '20', style: '2' })
})

it('puts notes and an empty row above the header of a workbook to read, so that sums can be added beside the table', async () => {
  const above = ['Title', 'A line that is longer than its column']
  const bytes = await workbook({ above })
  expect(await contentOf(bytes)).toEqual([
    [1, 'Title'],
    [2, above[1]],
    [4, ...head],
    [5, '=1+1', '1234.5'],
  ])
  const bold = Object.entries(await cellStyles(bytes, 1)).filter(([, style]) => style?.bold)
  expect(bold.map(([place]) => place)).toEqual(['A1', 'A4', 'B4'])
  expect(await columnsOf(bytes)).toEqual({ frozen: false, width: '20', style: undefined })
})

it('shows each number of a workbook in its own format', async () => {
  const rows = [
    ['area', { value: 40.5, format: '#,##0.00' }],
    ['share', { value: 66.7, format: '0.0"%"' }],
    ['change', { value: -12, format: '+0"%";-0"%"' }],
    ['any', 7],
  ] as const
  const bytes = await workbook({ rows })
  expect((await contentOf(bytes)).slice(1).map(([, , value]) => value)).toEqual(['40.5', '66.7', '-12', '7'])
  const styles = await cellStyles(bytes, 1)
  const formats = ['B2', 'B3', 'B4', 'B5'].map(place => styles[place]?.format)
  expect(formats).toEqual(['#,##0.00', '0.0"%"', '+0"%";-0"%"', null])
})
