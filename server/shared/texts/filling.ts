import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Locale } from './i18n.ts'

/** Gaps of a ready-made answer: who asked, the premises and the case it is about, the date, who answers. */
export const answerGaps = ['name', 'premises', 'reference', 'date', 'officer'] as const
type AnswerGap = (typeof answerGaps)[number]
export type GapValues = Partial<Record<AnswerGap, string>>

const gap = /\{([^{}\n]{0,40})\}/g
const isGap = (name: string): name is AnswerGap => (answerGaps as readonly string[]).includes(name)

/** Returns the gaps of a text that are unknown and would never be filled. */
export const unknownGaps = (text: string): string[] =>
  [...text.matchAll(gap)].map(([, name = '']) => name).filter(name => !isGap(name))

/** Checks whether a known gap is still open: such a letter is not sent. */
export const hasOpenGap = (text: string): boolean => [...text.matchAll(gap)].some(([, name = '']) => isGap(name))

/** Fills gaps with the known values; a gap without a value stays visible. */
export const fillGaps = (text: string, values: GapValues): string =>
  text.replace(gap, (whole, name: string) => (isGap(name) && values[name]) || whole)

/** Returns the answers that have a text in this language, with their gaps filled. */
export const fillReadyAnswers = <Template extends { text: LocalisedText }>(
  templates: readonly Template[],
  locale: Locale,
  values: GapValues,
): (Omit<Template, 'text'> & { text: string })[] =>
  templates.flatMap(template => {
    const text = template.text[locale]
    return text ? [{ ...template, text: fillGaps(text, values) }] : []
  })

/** Returns the typed text with a ready-made answer below it; never instead of it. The script of the page does the same. */
export const appendReadyAnswer = (input: string, ready = ''): string =>
  [input.trimEnd(), ready].filter(part => part !== '').join('\n\n')
