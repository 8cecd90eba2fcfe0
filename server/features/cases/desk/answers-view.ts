import { answerSections, type Answers, type Application, type SectionAnswers } from '#models/cases/application.ts'
import { formatMoney } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { answersInWords } from '../answers/answers-in-words.ts'
import { differences } from '../answers/differences.ts'
import { fieldsOf } from '../answers/fields.ts'
import { parseFen } from '../answers/cash-plan.ts'
import { translatedView, type TranslatedView } from '../translations/view.ts'
import type { DeskReader } from './labels.ts'

type Month = { month: string; revenue: string; costs: string }
export type AnswerRow = {
  name: string
  label: string
  value: string
  /** Language of the applicant's own text; absent for texts of the site. */
  lang?: Locale
  /** True for long texts, which take the whole width. */
  long: boolean
  months?: Month[]
  /** The answer before the applicant changed it at the office's request. */
  was?: string
  translated?: TranslatedView
}
export type AnswerGroup = { id: string; title: string; rows: AnswerRow[] }

const questions = answerSections.flatMap(section => fieldsOf[section])
const longNames = new Set(questions.filter(({ kind }) => kind === 'textarea').map(({ name }) => name))
/** Questions that the applicant answers in words; numbers and days are the same in every language. */
const ownWording = new Set(
  questions
    .filter(({ kind, inputmode }) => kind === 'textarea' || (kind === 'text' && !inputmode))
    .map(({ name }) => name),
)
type AnswersAccess = { showPassport: boolean }

type HandedIn = Pick<Application, '_id' | 'translations' | 'snapshot' | 'formerSnapshots'>

/**
 * Returns the submitted answers, question by question, in the officer's language. The applicant's own texts stay as written.
 * A corrected answer comes with the one before.
 */
export function answersView(reader: DeskReader, handedIn: HandedIn, extent: AnswersAccess): AnswerGroup[] {
  const { t, locale } = reader
  const answers = handedIn.snapshot?.answers ?? {}
  const before = formerAnswers(reader, handedIn)
  return answersInWords(t, locale, answers)
    .map(({ section, title, rows }) => ({
      id: `answers-${section}`,
      title,
      rows: rows
        .filter(({ name }) => name !== 'premises')
        .map(row => withFormer(rowOf(reader, row, { answers, extent }), before.get(row.name), extent))
        .map(row => withTranslation(reader, row, handedIn)),
    }))
    .filter(({ rows }) => rows.length > 0)
}

/** Returns, by question, the answers before the last correction that differ from the present ones. */
function formerAnswers({ t, locale }: DeskReader, { snapshot, formerSnapshots }: HandedIn): Map<string, string> {
  const former = formerSnapshots?.at(-1)?.answers
  if (!former) return new Map()
  const rows = answersInWords(t, locale, former).flatMap(group => group.rows)
  const changed = answerSections.flatMap(section =>
    differences(section, former[section], snapshot?.answers[section]).map(({ name }) => name),
  )
  return new Map(changed.map(name => [name, valueOf(rows, name) ?? t('apply.check.nothing')]))
}

const valueOf = (rows: readonly Row[], name: string) => rows.find(row => row.name === name)?.value

const withFormer = (row: AnswerRow, was: string | undefined, { showPassport }: AnswersAccess): AnswerRow =>
  was === undefined || (row.name === 'passportNumber' && !showPassport) ? row : { ...row, was }

function withTranslation(reader: DeskReader, row: AnswerRow, handedIn: HandedIn): AnswerRow {
  const translated = translatedView(reader, handedIn, row)
  return translated ? { ...row, translated } : row
}

type Row = { name: string; label: string; value: string }

function rowOf(
  { t, locale }: DeskReader,
  row: Row,
  { answers, extent }: { answers: Answers; extent: AnswersAccess },
): AnswerRow {
  const long = longNames.has(row.name)
  if (row.name === 'passportNumber' && !extent.showPassport) return { ...row, value: t('case.passport-hidden'), long }
  if (row.name === 'cashPlan') return { ...row, long: true, months: monthsOf(answers.plan ?? {}, locale) }
  const answered = row.value !== t('apply.check.nothing')
  if (!answered || !ownWording.has(row.name)) return { ...row, long }
  return { ...row, long, lang: languageOf(row.value, answers.applicant?.preferredLanguage) }
}

function monthsOf({ revenue, costs }: SectionAnswers, locale: Locale): Month[] {
  const amountOf = (input: string | undefined) => {
    const fen = parseFen(input ?? '', null)
    return fen === null ? '—' : formatMoney(locale, fen)
  }
  if (!Array.isArray(revenue) || !Array.isArray(costs)) return []
  return revenue.map((input, index) => ({
    month: String(index + 1),
    revenue: amountOf(input),
    costs: amountOf(costs[index]),
  }))
}

/** Detects the language by its script. Latin letters count as English even if the applicant prefers Russian or Chinese. */
export function languageOf(text: string, preferred: unknown): Locale {
  if (/\p{Script=Cyrillic}/u.test(text)) return 'ru'
  if (/\p{Script=Han}/u.test(text)) return 'zh'
  return preferred === 'en' || /\p{Script=Latin}/u.test(text) ? 'en' : 'ru'
}
