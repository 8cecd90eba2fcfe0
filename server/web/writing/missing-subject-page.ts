import type { TextLogEntry } from '#models/parts/text-to-translate.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { boxesOf, type CopyBox } from '#web/requests/sent-texts.ts'

/** The page for texts whose subject has gone meanwhile. The typed text can be copied but not submitted. */
export type GonePage = {
  title: string
  breadcrumb: Breadcrumb
  /** What happened, and what to do now. */
  sentences: string[]
  link: { label: string; href: string }
  typed: CopyBox[]
}
export const renderGone = view<GonePage>('writing/gone')

/** Returns the translation fields of a form that are not empty, as boxes to copy from. */
export function translationBoxes({ t }: Pick<Reader, 't'>, body: unknown, into: Locale): CopyBox[] {
  const texts = Object.entries((body ?? {}) as Record<string, unknown>)
    .filter(([name]) => name.startsWith('translation'))
    .map(([, text]) => text)
    .filter(text => typeof text === 'string' && text.trim() !== '') as string[]
  const label = t(`writing.gone.typed.${into}`)
  const boxes = boxesOf(texts, number => (number ? t('writing.gone.part', { label, number }) : label))
  return boxes.map(box => ({ ...box, lang: into }))
}

type LateTranslation = {
  line: TextLogEntry
  /** What the text belonged to, for sentences about a text that ended with it. */
  of: 'case' | 'enquiry'
  /** Link to the text that now waits instead, if any; `back` leads to the case or enquiry. */
  next: string | null
  back: string
}

/** Returns what happened to a text whose translation comes too late, and what to do next. */
export function describeLateTranslation(
  reader: Reader,
  { line, of, next, back }: LateTranslation,
): Pick<GonePage, 'sentences' | 'link'> {
  const { t, locale } = reader
  const about = { name: line.by.name || t('writing.gone.colleague'), when: formatInstant(locale, line.at) }
  const went = line.act === 'passed' ? 'ended' : line.act
  const what = went === 'ended' ? t(`writing.gone.ended.${of}`, about) : t(`writing.gone.${went}`, about)
  return {
    sentences: [what, t(next ? 'writing.gone.next' : 'writing.gone.nothing')],
    link: next ? { label: t('writing.gone.to-next'), href: next } : { label: t(`writing.gone.to-${of}`), href: back },
  }
}
