import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { createChecker, checkEach, type Checker, type Rule } from '#shared/checks.ts'
import { contradictsItself } from '#shared/texts/writing.ts'

const answersRule: Rule<Enquiry> = {
  name: 'a translated answer to an enquiry stands beside an original in another language',
  level: 'violation',
  find: checkEach(({ replies = [] }) => {
    const wrong = replies.filter(({ writing }) => contradictsItself(writing)).length
    return wrong > 0 ? `${String(wrong)} of them in the language of the original` : null
  }),
}

const waitingRule: Rule<Enquiry> = {
  name: 'an answer that waits for a translation is into another language, and whole once it is given',
  level: 'violation',
  find: checkEach(({ toTranslate }) => {
    if (!toTranslate) return null
    const { language, into, texts, translated } = toTranslate
    const whole = !translated || texts.every(({ translation }) => Boolean(translation))
    return language !== into && whole ? null : 'broken'
  }),
}

const overRule: Rule<Enquiry> = {
  name: 'an answer waits for a translation only where the enquiry still waits for its answer',
  level: 'violation',
  find: checkEach(({ status, toTranslate }) => (toTranslate && status !== 'new' ? status : null)),
}

/** Checks of answers to enquiries (ADR 133). */
export const enquiryChecks: readonly Checker[] = [
  createChecker(() => EnquiryModel.find().lean<Enquiry[]>().cursor(), [answersRule, waitingRule, overRule]),
]
