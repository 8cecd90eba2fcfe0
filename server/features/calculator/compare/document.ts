import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { PdfBlock, PdfDocument, PdfShape } from '#outside/pdf.ts'
import { formatDay } from '#shared/texts/format.ts'
import { costParts, type CostPart } from '../rules.ts'
import type { Scenario } from '../scenario.ts'
import { longestOf, paperFills, shareOf } from './bars.ts'
import { inputsOf } from './inputs-table.ts'
import { howItIsCounted, linksOf } from './page.ts'
import { resultOf, type PlaceResult } from './result.ts'
import { yuan } from './phrases.ts'

type Asked = { scenario: Scenario; example: boolean; now: Date; publicUrl: string }

/** Returns the PDF of a result with its assumptions, readable without the page. */
export function calculatorDocument(words: Reader, { scenario, example, now, publicUrl }: Asked): PdfDocument {
  const { t, locale } = words
  const result = resultOf(words, scenario)
  const { link } = linksOf({ ...words, publicUrl }, scenario)
  const numbers = ['left', 'right', 'right', 'right'] as const
  const blocks: PdfBlock[] = [
    { kind: 'heading', level: 1, text: t('calculator.pdf.title') },
    { kind: 'paragraph', tone: 'muted', text: result.market },
    { kind: 'paragraph', text: [{ text: result.answer, strong: true }] },
    ...(result.remarks.length > 0 ? [{ kind: 'list' as const, items: result.remarks }] : []),
    { kind: 'paragraph', tone: 'muted', text: t(example ? 'calculator.example.note' : 'calculator.own.note') },
    drawnBars(words, result.places),
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
    ...inputBlocks(words, scenario),
    { kind: 'heading', level: 2, text: t('calculator.how') },
    { kind: 'list', items: howItIsCounted(words) },
    { kind: 'paragraph', text: [{ text: t('calculator.pdf.open'), href: link }] },
  ]
  const made = t('calculator.pdf.made', { day: formatDay(locale, now) })
  return {
    title: t('calculator.pdf.title'),
    language: locale,
    author: t('site.name'),
    createdAt: now,
    footer: `${t('site.name')}${dot}${made}`,
    blocks,
  }
}

function inputBlocks(words: Reader, scenario: Scenario): PdfBlock[] {
  const { t } = words
  const inputs = inputsOf(words, scenario)
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

function drawnBars(words: Reader, results: PlaceResult[]): PdfBlock {
  const { t, locale } = words
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
