import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Locale } from './i18n.ts'

/** What a ready-made answer leaves open: who asked, the premises and the case it is about, by which day, who answers. */
export const answerGaps = ['name', 'premises', 'reference', 'date', 'officer'] as const
type AnswerGap = (typeof answerGaps)[number]
export type GapValues = Partial<Record<AnswerGap, string>>

const gap = /\{([^{}\n]{0,40})\}/g
const isGap = (name: string): name is AnswerGap => (answerGaps as readonly string[]).includes(name)

/** The gaps of a text that nobody would fill in. */
export const unknownGaps = (text: string): string[] =>
  [...text.matchAll(gap)].map(([, name = '']) => name).filter(name => !isGap(name))

/** A known gap that still stands open: such a letter is not sent. */
export const hasOpenGap = (text: string): boolean => [...text.matchAll(gap)].some(([, name = '']) => isGap(name))

/** With what is known filled in; a gap without a value stays, to be seen. */
export const filled = (text: string, values: GapValues): string =>
  text.replace(gap, (whole, name: string) => (isGap(name) && values[name]) || whole)

/** The answers that have a text in this language, filled in. */
export const readyIn = <Template extends { text: LocalisedText }>(
  templates: readonly Template[],
  locale: Locale,
  values: GapValues,
): (Omit<Template, 'text'> & { text: string })[] =>
  templates.flatMap(template => {
    const text = template.text[locale]
    return text ? [{ ...template, text: filled(text, values) }] : []
  })

/** What is typed with a ready-made answer below it; never instead of it. The script of the page does the same. */
export const withReady = (typed: string, ready = ''): string =>
  [typed.trimEnd(), ready].filter(part => part !== '').join('\n\n')
