import type { Application } from '#models/cases/application.ts'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { Writing } from '#models/parts/writing.ts'
import { each, type Rule } from '#shared/checks.ts'
import { contradictsItself } from '#shared/texts/writing.ts'
import { offersEver } from '#features/cases/acceptance/of-offer.ts'
import { isCaseAction } from '#features/cases/desk/actions.ts'

const rule = (name: string, wrong: (application: Application) => string | null): Rule<Application> => ({
  name,
  level: 'violation',
  find: each(wrong),
})

/** Rules for the office's texts in two languages (ADR 133). */
export const writingRules: readonly Rule<Application>[] = [
  rule('a translation stands beside an original in another language', sameLanguage),
  rule('what waits for a translation is of a known act, into another language, and whole once it is given', brokenText),
  rule('no text about a condition waits once the keys are given', lateCondition),
]

/** Returns all texts that the office wrote in a case, as far as their language was asked. */
function writingsOf(application: Application) {
  const { events, messages = [], request, pastRequests = [], objectionAnswers = [] } = application
  const { interview, pastInterviews = [] } = application
  const requests = [...pastRequests, ...(request ? [request] : [])]
  const calledOff = [...pastInterviews, interview].map(one => one?.cancelled ?? {})
  const asked = requests.flatMap(({ items, extensions }) => [...items, ...extensions])
  const conditions = offersEver(application).flatMap(({ acceptance }) => acceptance?.conditions ?? [])
  const told = [...events, ...messages, ...asked, ...objectionAnswers, ...calledOff]
  return [
    ...told.map((one: { writing?: Writing | null }) => one.writing),
    ...[...pastInterviews, interview].flatMap(one => [one?.placeWriting, one?.noteWriting]),
    ...conditions.flatMap(({ textWriting, noteWriting }) => [textWriting, noteWriting]),
  ].filter((writing): writing is Writing => Boolean(writing))
}

function sameLanguage(application: Application): string | null {
  const wrong = writingsOf(application).filter(contradictsItself)
  return wrong.length > 0 ? `${String(wrong.length)} of them in the language of the original` : null
}

function brokenText({ toTranslate = [] }: Application): string | null {
  const wrong = toTranslate.filter(text => !isWhole(text))
  return wrong.length > 0 ? `broken: ${wrong.map(({ _id }) => _id.toHexString()).join(', ')}` : null
}

function lateCondition({ handedOverOn, toTranslate = [] }: Application): string | null {
  const late = toTranslate.filter(({ act }) => act === 'condition-add' || act === 'condition-change')
  return handedOverOn && late.length > 0 ? late.map(({ _id }) => _id.toHexString()).join(', ') : null
}

const isWhole = ({ act, language, into, texts, translated }: TextToTranslate): boolean =>
  isCaseAction(act) && language !== into && (!translated || texts.every(({ translation }) => Boolean(translation)))
