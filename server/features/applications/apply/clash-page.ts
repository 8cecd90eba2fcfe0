import type { AnswerSection, Application, SectionAnswers } from '../../../../models/application.ts'
import { formatInstant } from '../../../shared/format.ts'
import { view } from '../../../web/view.ts'
import { answerInWords, labelOf } from '../answers-in-words.ts'
import { differences } from '../form/differences.ts'
import { cashPlanMonths, type Field } from '../form/fields.ts'
import { revisionOf, sectionTrail } from './section-page.ts'
import { caseHref, type Reader } from './words.ts'

type Side = { id: string; value: string; answer: string; checked: boolean; label: string }
export type ClashPage = {
  title: string
  breadcrumb: { label: string; href?: string }[]
  text: string
  action: string
  revision: string
  questions: { name: string; label: string; sides: Side[] }[]
  /** Everything that was typed here, so that it is posted once more. */
  typed: { name: string; value: string }[]
}
export const renderClash = view<ClashPage>('applications/apply/clash')

type Clash = { application: Application; section: AnswerSection; mine: SectionAnswers }

/** A section was saved in another tab while this one was open: what each says, and the choice. */
export function clashPage(reader: Reader, { application, section, mine }: Clash): ClashPage {
  const { t, locale } = reader
  const theirs = application.answers[section] ?? {}
  const savedAt = application.savedAt[section] ?? application.updatedAt
  return {
    title: t('apply.clash.title', { section: t(`apply.section.${section}`) }),
    breadcrumb: sectionTrail(reader, application, section),
    text: t('apply.clash.text', { when: formatInstant(locale, savedAt) }),
    action: `${caseHref(locale, application)}/${section}`,
    revision: revisionOf(application, section),
    questions: differences(section, mine, theirs).map(field => ({
      name: `keep-${field.name}`,
      label: t(labelOf(field)),
      sides: sidesOf(reader, field, { mine, theirs }),
    })),
    typed: Object.entries(mine).flatMap(([name, typed]) => [typed].flat().map(value => ({ name, value }))),
  }
}

type Both = { mine: SectionAnswers; theirs: SectionAnswers }

function sidesOf(reader: Reader, field: Field, both: Both): Side[] {
  const words = field.kind === 'cash-plan' ? monthsInWords(reader, both) : bothInWords(reader, field, both)
  const nothing = reader.t('apply.check.nothing')
  return (['mine', 'other'] as const).map(value => ({
    id: `keep-${field.name}-${value}`,
    value,
    answer: words[value] || nothing,
    checked: value === 'mine',
    label: reader.t(`apply.clash.${value}`),
  }))
}

const bothInWords = (reader: Reader, field: Field, { mine, theirs }: Both) => ({
  mine: answerInWords(field, mine, reader),
  other: answerInWords(field, theirs, reader),
})

/** Only the months that differ: two plans may have the same sums. */
function monthsInWords({ t }: Reader, { mine, theirs }: Both) {
  const cell = (answers: SectionAnswers, column: string, index: number) => answers[column]?.[index]?.trim() ?? ''
  const line = (answers: SectionAnswers, index: number) =>
    t('apply.clash.month', {
      month: index + 1,
      revenue: cell(answers, 'revenue', index) || '—',
      costs: cell(answers, 'costs', index) || '—',
    })
  const months = Array.from({ length: cashPlanMonths }, (_, index) => index)
  const changed = months.filter(index => line(mine, index) !== line(theirs, index))
  return {
    mine: changed.map(index => line(mine, index)).join('\n'),
    other: changed.map(index => line(theirs, index)).join('\n'),
  }
}
