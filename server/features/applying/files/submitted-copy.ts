import type { Application, ApplicationSnapshot, SectionAnswers } from '#models/cases/application.ts'
import type { PdfBlock, PdfDocument } from '#outside/pdf.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, translatorFor, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { answersInWords, type AnswerGroup } from '#features/cases/answers/answers-in-words.ts'
import { cashPlanMonths, fieldsOf } from '#features/cases/answers/fields.ts'
import { answerInFigures } from '#features/cases/answers/plain-answers.ts'

type Submitted = Pick<Application, 'reference' | 'snapshot' | 'anonymisedAt'>

/**
 * Builds the copy of the submitted application in the applicant's language, followed by a Chinese version on pages of its
 * own. It is made from the sealed snapshot: later changes of a document or of the account are not in it, and the same
 * snapshot gives the same bytes. Returns null when nothing was submitted or the application was anonymised.
 */
export function submittedCopy({ reference, snapshot, anonymisedAt }: Submitted, language: Locale): PdfDocument | null {
  if (!reference || !snapshot || anonymisedAt) return null
  const t = translatorFor(language)
  const title = t('apply.copy.title', { reference })
  const locales = [...new Set<Locale>([language, 'zh'])]
  return {
    title,
    language,
    author: t('site.name'),
    createdAt: snapshot.at,
    footer: [title, snapshot.sha256 ? `SHA-256 ${snapshot.sha256.slice(0, 16)}…` : ''].filter(Boolean).join(dot),
    blocks: locales.flatMap((locale, index) => [
      ...(index > 0 ? [{ kind: 'new-page' } as const] : []),
      ...blocksIn({ t: translatorFor(locale), locale }, { reference, snapshot }),
    ]),
  }
}

type Copied = { reference: string; snapshot: ApplicationSnapshot }

function blocksIn(reader: Reader, { reference, snapshot }: Copied): PdfBlock[] {
  const { t, locale } = reader
  const { at, sha256, answers } = snapshot
  return [
    { kind: 'heading', level: 1, text: t('apply.copy.title', { reference }) },
    {
      kind: 'facts',
      rows: [
        [t('apply.copy.at'), t('apply.copy.city-time', { instant: formatInstant(locale, at) })],
        ...(sha256 ? ([['SHA-256', sha256]] as const) : []),
      ],
    },
    { kind: 'paragraph', tone: 'muted', text: t('apply.copy.note') },
    ...answersInWords(t, locale, answers).flatMap(group => sectionBlocks(reader, group, answers.plan ?? {})),
    ...documentBlocks(reader, snapshot),
  ]
}

function sectionBlocks(reader: Reader, { section, title, rows }: AnswerGroup, plan: SectionAnswers): PdfBlock[] {
  const heading: PdfBlock = { kind: 'heading', level: 2, text: title }
  const facts: PdfBlock = { kind: 'facts', rows: rows.map(({ label, value }) => [label, value] as const) }
  return section === 'plan' ? [heading, facts, ...cashPlanBlocks(reader, plan)] : [heading, facts]
}

const cashPlan = fieldsOf.plan.find(({ kind }) => kind === 'cash-plan')

/** Returns the cash plan month by month, because the answers in words contain only its sums. */
function cashPlanBlocks({ t, locale }: Reader, { revenue, costs }: SectionAnswers): PdfBlock[] {
  if (!cashPlan || !Array.isArray(revenue) || !Array.isArray(costs)) return []
  const amount = (input: string | undefined) => (input ? answerInFigures(cashPlan, input, locale) : '—')
  return [
    { kind: 'heading', level: 3, text: t('apply.field.cashPlan') },
    {
      kind: 'table',
      head: [t('apply.cash.month'), t('apply.cash.revenue'), t('apply.cash.costs')],
      align: ['left', 'right', 'right'],
      rowHeads: true,
      rows: Array.from({ length: cashPlanMonths }, (_, month) => [
        String(month + 1),
        amount(revenue[month]),
        amount(costs[month]),
      ]),
    },
  ]
}

function documentBlocks({ t }: Reader, { documents }: ApplicationSnapshot): PdfBlock[] {
  if (documents.length === 0) return []
  const named = (kind: string) => {
    const key = `document.kind.${kind}`
    return isMessageKey(key) ? t(key) : kind
  }
  return [
    { kind: 'heading', level: 2, text: t('apply.section.documents') },
    { kind: 'facts', rows: documents.map(({ kind, name }) => [named(kind), name] as const) },
  ]
}
