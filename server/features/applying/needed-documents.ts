import type { Answers } from '#models/cases/application.ts'
import { dot } from '#shared/texts/facts.ts'
import { isMessageKey, type Reader, type Translate } from '#shared/texts/i18n.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { vehicles } from '../cases/answers/fields.ts'
import { paperTableOn, type Paper, type PaperRow } from '../cases/papers/paper-table.ts'
import { papersFor } from '../cases/papers/papers-for.ts'
import { audiencesInWords, nameOfPaper, papersByTime } from '../cases/papers/papers-in-words.ts'

type NeededDocument = { name: string; hint: string }
/** Documents that an application needs, before any question is answered. */
export type NeededDocuments = {
  everybody: NeededDocument[]
  more: { who: string; names: string }[]
  /** What is needed later, by the time; absent where a page only links to it. */
  later?: ReturnType<typeof papersByTime>
}

export const neededDocuments = (t: Translate, today: CityDay): NeededDocuments => ({
  everybody: paperTableOn(today)
    .filter(({ when, who }) => when === 'application' && who.some(({ vehicles, byAgent }) => !vehicles && !byAgent))
    .map(row => ({ name: nameOfPaper(t, row.paper), hint: hintOf(t, row) })),
  more: [
    ...vehicles.map(vehicle => ({
      who: t(`apply.option.vehicle.${vehicle}`),
      names: inOneLine(t, besides({ company: { vehicle } }, today)) || t('apply.needed.nothing-more'),
    })),
    { who: t('apply.needed.agent'), names: inOneLine(t, besides({ applicant: { byAgent: 'yes' } }, today)) },
  ],
})

/** Returns the same with the papers of later stages. */
export const allNeededDocuments = (reader: Reader, today: CityDay): NeededDocuments => ({
  ...neededDocuments(reader.t, today),
  later: papersByTime(reader, today, ['contract', 'tenancy']),
})

/** Returns the papers with the application that these answers add. */
function besides(answers: Answers, today: CityDay): Paper[] {
  const usual = papersFor({}, today)
  return papersFor(answers, today).flatMap(row =>
    row.when === 'application' && !usual.some(({ id }) => id === row.id) ? [row.paper] : [],
  )
}

/** Joins the names into one line. Only the first keeps its capital letter. */
const inOneLine = (t: Translate, papers: readonly Paper[]): string =>
  papers
    .map(paper => nameOfPaper(t, paper))
    .map((name, index) => (index === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1)))
    .join(t('apply.needed.comma'))

/** Says whose paper it is, where it depends on the citizenship, and what it has to be like. */
function hintOf(t: Translate, { paper, who }: PaperRow): string {
  const key = `apply.document-hint.${paper}`
  const whose = who.some(({ citizenship }) => citizenship) ? [audiencesInWords(t, who)] : []
  return [...whose, ...(isMessageKey(key) ? [t(key)] : [])].join(dot)
}
