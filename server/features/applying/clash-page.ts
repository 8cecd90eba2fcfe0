import type { AnswerSection, Application, SectionAnswers } from '#models/cases/application.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { labelOf } from '../cases/answers/answers-in-words.ts'
import { differences, bothInWords } from '../cases/answers/differences.ts'
import type { Field } from '../cases/answers/fields.ts'
import { caseHref, type ApplicantReader } from '../cases/applicant/labels.ts'
import { revisionOf, sectionBreadcrumb } from './section-page.ts'

type Side = { id: string; value: string; answer: string; checked: boolean; label: string }
export type ClashPage = {
  title: string
  breadcrumb: Breadcrumb
  text: string
  action: string
  revision: string
  questions: { name: string; label: string; sides: Side[] }[]
  /** Everything typed on this page, as hidden fields that post it again. */
  typed: { name: string; value: string }[]
}
export const renderClash = view<ClashPage>('applying/clash')

type Clash = { application: Application; section: AnswerSection; mine: SectionAnswers }

/** Builds the page shown when another tab saved the section meanwhile: both versions of each answer and the choice. */
export function clashPage(reader: ApplicantReader, { application, section, mine }: Clash): ClashPage {
  const { t, locale } = reader
  const theirs = application.answers[section] ?? {}
  const savedAt = application.savedAt[section] ?? application.updatedAt
  return {
    title: t('apply.clash.title', { section: t(`apply.section.${section}`) }),
    breadcrumb: sectionBreadcrumb(reader, application, section),
    text: t('apply.clash.text', { when: t('apply.copy.city-time', { instant: formatInstant(locale, savedAt) }) }),
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

type BothAnswers = { mine: SectionAnswers; theirs: SectionAnswers }

function sidesOf(reader: ApplicantReader, field: Field, { mine, theirs }: BothAnswers): Side[] {
  const [my, other] = bothInWords(reader, field, [mine, theirs])
  const answerBySide = { mine: my, other }
  const nothing = reader.t('apply.check.nothing')
  return (['mine', 'other'] as const).map(value => ({
    id: `keep-${field.name}-${value}`,
    value,
    answer: answerBySide[value] || nothing,
    checked: value === 'mine',
    label: reader.t(`apply.clash.${value}`),
  }))
}
