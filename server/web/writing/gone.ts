import type { TextLogEntry } from '#models/parts/text-to-translate.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { boxesOf, type TypedText } from '#web/requests/sent-texts.ts'

/** What somebody typed for a page whose subject has gone meanwhile: they copy it, nothing takes it any more. */
export type GonePage = {
  title: string
  breadcrumb: Breadcrumb
  /** What happened, and what to do now. */
  sentences: string[]
  link: { label: string; href: string }
  typed: TypedText[]
}
export const renderGone = view<GonePage>('writing/gone')

/** The fields of a page on which something is translated into a language, as far as something was typed into them. */
export function typedParts({ t }: Pick<Reader, 't'>, body: unknown, into: Locale): TypedText[] {
  const texts = Object.entries((body ?? {}) as Record<string, unknown>)
    .filter(([name]) => name.startsWith('translation'))
    .map(([, text]) => text)
    .filter(text => typeof text === 'string' && text.trim() !== '') as string[]
  const label = t(`writing.gone.typed.${into}`)
  const boxes = boxesOf(texts, number => (number ? t('writing.gone.part', { label, number }) : label))
  return boxes.map(box => ({ ...box, lang: into }))
}

type Went = {
  line: TextLogEntry
  /** What the text was a part of, for sentences about one that went with it. */
  of: 'case' | 'enquiry'
  /** To the text that waits now, where there is one; and to what it belongs to. */
  next: string | null
  back: string
}

/** What became of a text whose translation comes too late, and what to do with it. */
export function wentIn(reader: Reader, { line, of, next, back }: Went): Pick<GonePage, 'sentences' | 'link'> {
  const { t, locale } = reader
  const about = { name: line.by.name || t('writing.gone.colleague'), when: formatInstant(locale, line.at) }
  const went = line.act === 'passed' ? 'ended' : line.act
  const what = went === 'ended' ? t(`writing.gone.ended.${of}`, about) : t(`writing.gone.${went}`, about)
  return {
    sentences: [what, t(next ? 'writing.gone.next' : 'writing.gone.nothing')],
    link: next ? { label: t('writing.gone.to-next'), href: next } : { label: t(`writing.gone.to-${of}`), href: back },
  }
}
