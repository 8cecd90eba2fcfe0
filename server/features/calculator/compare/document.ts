import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { PdfBlock, PdfDocument, PdfShape } from '#outside/pdf.ts'
import { formatDay } from '#shared/texts/format.ts'
import { costParts, type CostPart } from '../rules.ts'
import type { Scenario } from '../scenario.ts'
import { longestOf, paperFills, shareOf } from './bars.ts'
import { inputsOf } from './inputs-table.ts'
import { formulaSentences, linksOf } from './page.ts'
import { resultOf, type PlaceResult } from './result.ts'
import { yuan } from './phrases.ts'

type DocumentOptions = { scenario: Scenario; example: boolean; now: Date; publicUrl: string }

/** Returns the PDF of a result with its assumptions, readable without the page. */
export function calculatorDocument(
  reader: Reader,
  { scenario, example, now, publicUrl }: DocumentOptions,
): PdfDocument {
  const { t, locale } = reader
  const result = resultOf(reader, scenario)
  const { link } = linksOf({ ...reader, publicUrl }, scenario)
  const numbers = ['left', 'right', 'right', 'right'] as const
  const blocks: PdfBlock[] = [
    { kind: 'heading', level: 1, text: t('calculator.pdf.title') },
    { kind: 'paragraph', tone: 'muted', text: result.market },
    { kind: 'paragraph', text: [{ text: result.answer, strong: true }] },
    ...(result.remarks.length > 0 ? [{ kind: 'list' as const, items: result.remarks }] : []),
    { kind: 'paragraph', tone: 'muted', text: t(example ? 'calculator.example.note' : 'calculator.own.note') },
    drawBars(reader, result.places),
    { kind: 'heading', level: 2, text: t('calculator.table') },
    {
      kind: 'table',
      head: [t('calculator.table.part'), ...result.table.heads.map(head => head.label)],
      rows: result.table.rows.map(({ label, cells, total }) =>
        [label, ...cells].map(text => (total ? [{ text, strong: true }] : text)),
      ),
      align: numbers,
      rowHeads: true,
    },
    { kind: 'heading', level: 2, text: t('calculator.even') },
    { kind: 'list', items: result.breakEvens },
    ...inputBlocks(reader, scenario),
    { kind: 'heading', level: 2, text: t('calculator.how') },
    { kind: 'list', items: formulaSentences(reader) },
    { kind: 'paragraph', text: [{ text: t('calculator.pdf.open'), href: link }] },
  ]
  const creationNote = t('calculator.pdf.made', { day: formatDay(locale, now) })
  return {
    title: t('calculator.pdf.title'),
    language: locale,
    author: t('site.name'),
    createdAt: now,
    footer: `${t('site.name')}${dot}${creationNote}`,
    blocks,
  }
}

function inputBlocks(reader: Reader, scenario: Scenario): PdfBlock[] {
  const { t } = reader
  const inputs = inputsOf(reader, scenario)
  return [
    { kind: 'heading', level: 2, text: t('calculator.pdf.inputs') },
    { kind: 'facts', rows: inputs.facts },
    ...(inputs.components.rows.length > 0
      ? ([
          { kind: 'heading', level: 3, text: t('calculator.form.components') },
          {
            kind: 'table',
            ...inputs.components,
            align: ['left', 'left', 'right', 'right', 'right'],
            rowHeads: true,
          },
        ] as const)
      : []),
    { kind: 'heading', level: 3, text: t('calculator.pdf.per-place') },
    { kind: 'table', ...inputs.perPlace, align: ['left', 'right', 'right', 'right'], rowHeads: true },
  ]
}

/** Points; the text area of a page is 479 wide. */
const page = { width: 479, bar: 22, row: 42, legendRow: 16 }

function drawBars(reader: Reader, results: PlaceResult[]): PdfBlock {
  const { t, locale } = reader
  const longest = longestOf(results)
  const used = costParts.filter(part => results.some(({ shown }) => shown.parts[part] > 0n))
  const legendTop = results.length * page.row + 4
  const labels = results.map(({ label, shown }, index) => ({
    x: 0,
    y: index * page.row + 10,
    text: t('calculator.bar.label', { place: label, total: yuan(locale, shown.total) }),
    strong: true,
  }))
  return {
    kind: 'drawing',
    description: t('calculator.bars'),
    height: legendTop + Math.ceil(used.length / 3) * page.legendRow,
    shapes: [
      ...results.flatMap(({ shown }, index) => barShapes(shown.parts, longest, index * page.row + 15)),
      ...used.map((part, index) => ({ ...legendPlace(index, legendTop), width: 12, height: 10, ...paperFills[part] })),
    ],
    labels: [
      ...labels,
      ...used.map((part, index) => {
        const { x, y } = legendPlace(index, legendTop)
        return { x: x + 17, y: y + 8.5, text: t(`calculator.part.${part}`) }
      }),
    ],
  }
}

const legendPlace = (index: number, top: number) => ({
  x: (index % 3) * 160,
  y: top + Math.floor(index / 3) * page.legendRow,
})

function barShapes(parts: Record<CostPart, bigint>, longest: bigint, y: number): PdfShape[] {
  let x = 0
  return costParts
    .filter(part => parts[part] > 0n)
    .map(part => {
      const width = page.width * shareOf(parts[part], longest)
      const shape = { x, y, width: Math.max(0.3, width - 0.8), height: page.bar, ...paperFills[part] }
      x += width
      return shape
    })
}
