import type { OfferedTerms } from '#models/cases/parts/offer.ts'
import type { PdfBlock, PdfPiece } from '#outside/pdf.ts'
import { addDays, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { presentText } from '#shared/texts/writing.ts'
import { termsInWords } from '#features/cases/acceptance/terms-in-words.ts'
import { groundsInWords, type Grounds } from '#features/cases/notice/decision-reasons.ts'
import type { LetterContent } from '#features/cases/letters/content.ts'

/**
 * Returns the letter in one of its languages. `language` is that of its reader; the other one is Chinese. The same content
 * gives the same blocks.
 */
export function letterIn({ t, locale }: Reader, content: LetterContent, language: Locale): PdfBlock[] {
  const { decision, reference } = content
  const reasons = reasonsIn({ t, locale }, content.grounds, language)
  return [
    { kind: 'heading', level: 1, text: t('letter.title', { reference }) },
    { kind: 'facts', rows: factsIn({ t, locale }, content) },
    paragraph(t(`letter.decision.${decision}`)),
    ...(content.answerBy ? [paragraph(t('letter.offer', { day: formatDay(locale, content.answerBy) }))] : []),
    ...(content.terms ? termsIn({ t, locale }, content.terms) : []),
    ...(reasons.length > 0 ? [heading(t('letter.reasons')), { kind: 'list' as const, items: reasons }] : []),
    heading(t('letter.appeal')),
    paragraph(...appealIn({ t, locale }, content)),
  ]
}

const termsIn = (reader: Reader, terms: OfferedTerms): PdfBlock[] => [
  heading(reader.t('offer.terms.title')),
  { kind: 'facts', rows: termsInWords(reader, terms) },
  paragraph(reader.t('offer.terms.about')),
]

/** Returns the reasons, the decider's own words in this language. Wordings in languages not in the letter are added. */
function reasonsIn(reader: Reader, grounds: Grounds, language: Locale): string[] {
  const { text, besides } = presentText(reader, { text: grounds.reason ?? '', writing: grounds.writing })
  const own: Grounds = { reasonCodes: grounds.reasonCodes, reason: text }
  const elsewhere = besides.filter(({ lang }) => text === '' || (lang !== language && lang !== 'zh'))
  return [
    ...groundsInWords(reader.t, own),
    ...elsewhere.map(({ label, text: translation }) => `${label}${reader.t('list.colon')}${translation}`),
  ]
}

const heading = (text: string): PdfBlock => ({ kind: 'heading', level: 2, text })
const paragraph = (...text: PdfPiece[]): PdfBlock => ({ kind: 'paragraph', text })

function factsIn({ t, locale }: Reader, content: LetterContent): [string, string][] {
  const label = content.decision === 'offered' ? t('letter.premises') : t('letter.choices')
  return [
    [t('letter.applicant'), content.applicant],
    [t('letter.reference'), content.reference],
    [t('letter.date'), formatDay(locale, content.decidedAt)],
    [label, content.premises.join(t('list.comma'))],
    [t('letter.decision'), t(`application.state.${content.decision}`)],
  ]
}

function appealIn({ t, locale }: Reader, { appeal, decidedAt, reference }: LetterContent): PdfPiece[] {
  const last = endOfCityDay(addDays(cityDayOf(decidedAt), appeal.days))
  const form = `${appeal.publicUrl}/${locale}/contact`
  const gap = locale === 'zh' ? '' : ' '
  return [
    `${t('letter.appeal.when', { count: appeal.days, day: formatDay(locale, last) })}${gap}`,
    `${t('letter.appeal.where', { reference })} `,
    { text: appeal.office, href: `mailto:${appeal.office}` },
    ', ',
    { text: form, href: form },
  ]
}
