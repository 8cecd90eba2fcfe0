import { enquiryTopics } from '#models/enquiries/enquiry.ts'
import { addMonths, cityDayOf } from '#shared/days/city-day.ts'
import { locales } from '#shared/texts/i18n.ts'
import type { EnquiryHistory } from '../enquiries/list.ts'
import { minCases, median } from '../figures/rules.ts'
import type { Period } from './period.ts'

/** Spam counts as received, but not as answered or timed. */
export type EnquiryCount = {
  received: number
  spam: number
  answered: number
  /** Median. */ answerHours: number | null
}
export type EnquiryFigures = {
  /** Every month of the period, `YYYY-MM` in Suifenhe. */
  months: ({ month: string } & EnquiryCount)[]
  topics: ({ topic: EnquiryHistory['topic'] } & EnquiryCount)[]
  languages: ({ language: EnquiryHistory['language'] } & EnquiryCount)[]
}

const hourMs = 3_600_000

/** Returns how enquiries were answered: by the month of arrival, by topic and by language. */
export function enquiryFigures(histories: readonly EnquiryHistory[], period: Period): EnquiryFigures {
  const countOf = (belongs: (course: EnquiryHistory) => boolean) => countEnquiries(histories.filter(belongs))
  return {
    months: monthsOf(period).map(month => ({
      month,
      ...countOf(({ receivedAt }) => cityDayOf(receivedAt).startsWith(month)),
    })),
    topics: enquiryTopics.map(topic => ({ topic, ...countOf(course => course.topic === topic) })),
    languages: locales.map(language => ({ language, ...countOf(course => course.language === language) })),
  }
}

function monthsOf({ from, to }: Period): string[] {
  const months: string[] = []
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) months.push(first.slice(0, 7))
  return months
}

/** A median of fewer cases than may be published would reveal single people. */
function countEnquiries(histories: readonly EnquiryHistory[]): EnquiryCount {
  const hours = histories.flatMap(({ spam, receivedAt, answeredAt }) =>
    spam || !answeredAt ? [] : [(answeredAt.getTime() - receivedAt.getTime()) / hourMs],
  )
  return {
    received: histories.length,
    spam: histories.filter(({ spam }) => spam).length,
    answered: hours.length,
    answerHours: hours.length >= minCases ? median(hours) : null,
  }
}
