import type { Answers } from '#models/cases/application.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { formatCityDay, formatPartialDate } from '#shared/days/partial-date.ts'
import { capitalize } from '#shared/texts/format.ts'
import type { MessageKey, Reader, Translate } from '#shared/texts/i18n.ts'
import {
  paperSources,
  paperTableOn,
  type Paper,
  type PaperAudience,
  type PaperRow,
  type PaperSource,
} from './paper-table.ts'
import { isChinese } from './papers-for.ts'

/** When papers are asked for, in the order of the way. */
const paperTimes = ['application', 'contract', 'tenancy'] as const

/** A paper as an applicant reads of it: who needs it by when, and the source, empty for a rule of the programme. */
type PaperInWords = { label: string; value: string; note: string }
/** A document by its kind, or the paper that a citizen hands in as one of this kind. */
type NamedPaper = Paper | DocumentKind

/** Returns what somebody with these answers hands in as a document of this kind: a citizen of China an identity card. */
export const paperOfKind = (kind: DocumentKind, answers: Answers): NamedPaper =>
  kind === 'passport' && isChinese(answers) ? 'identity_card' : kind

/** Returns the name of a kind of document for somebody with these answers: of either paper while the citizenship is unknown. */
export const nameOfKind = (t: Translate, kind: DocumentKind, answers: Answers): string =>
  kind === 'passport' && !answers.applicant?.citizenship
    ? t('document.kind.passport')
    : nameOfPaper(t, paperOfKind(kind, answers))

/** Returns the name of a row. Permits of two kinds are stored as the same kind of document. */
export const nameOfRow = (t: Translate, { id, paper }: PaperRow): string =>
  id === 'hazard_permit' ? t('papers.name.hazard_permit') : nameOfPaper(t, paper)

export const nameOfPaper = (t: Translate, paper: NamedPaper): string =>
  paper === 'passport' || paper === 'identity_card' || paper === 'fire_acceptance'
    ? t(`papers.name.${paper}`)
    : t(`document.kind.${paper}`)

/** Returns the table of a day by the time at which papers are asked for: the whole, or that of these times. */
export const papersByTime = (
  reader: Reader,
  today: CityDay,
  times: readonly PaperRow['when'][] = paperTimes,
): { title: string; rows: PaperInWords[] }[] =>
  times.map(when => ({
    title: reader.t(`papers.when.${when}`),
    rows: paperTableOn(today)
      .filter(row => row.when === when)
      .map(row => paperInWords(reader, row)),
  }))

function paperInWords(reader: Reader, row: PaperRow): PaperInWords {
  const { t } = reader
  const who = audiencesInWords(t, row.who)
  const due = dueInWords(t, row)
  return {
    label: nameOfRow(t, row),
    value: due ? t('papers.line', { who, due }) : who,
    note: sourceInWords(reader, row),
  }
}

/** Says who needs a paper, beginning with a capital letter. */
export const audiencesInWords = (t: Translate, who: readonly PaperAudience[]): string =>
  capitalize(who.map(audience => audienceInWords(t, audience)).join(t('list.semicolon')))

function audienceInWords(t: Translate, { citizenship, vehicles, asEntity, byAgent, uses }: PaperAudience): string {
  const traits = [
    ...(citizenship ? [t(`papers.citizens.${citizenship}`)] : []),
    ...(vehicles
      ? [listed(t, vehicles, vehicle => `papers.vehicle.${vehicle}`) + (asEntity ? t('papers.no-sole-traders') : '')]
      : []),
    ...(byAgent ? [t('papers.by-agent')] : []),
    ...(uses ? [listed(t, uses, use => `papers.use.${use}`)] : []),
  ]
  return traits.length > 0 ? traits.join(t('list.colon')) : t('papers.everybody')
}

const listed = <Name>(t: Translate, names: readonly Name[], keyOf: (name: Name) => MessageKey): string =>
  names.map(name => t(keyOf(name))).join(t('list.comma'))

function dueInWords(t: Translate, row: PaperRow): string {
  if (row.when === 'application') return ''
  if (row.when === 'tenancy') return t('papers.due.tenancy', { days: row.duty.days })
  const due = t('papers.due.contract', { days: row.days })
  return row.duty ? `${due} ${t('papers.due.late', { days: row.duty.days })}` : due
}

function sourceInWords({ t, locale }: Reader, { source }: PaperRow): string {
  const { date, checkedOn, confirmed }: PaperSource = paperSources[source]
  if (!date || source === 'programme') return ''
  return [
    t('papers.source-line', { name: t(`papers.source.${source}`), date: formatPartialDate(locale, date) }),
    ...(checkedOn ? [t('incentives.checked-line', { date: formatCityDay(locale, checkedOn) })] : []),
    ...(confirmed ? [] : [t('papers.unconfirmed')]),
  ].join(t('list.comma'))
}
