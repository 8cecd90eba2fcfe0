import { beginningsOf, titleTerms } from '#shared/texts/normal-words.ts'
import type { Services } from '#server/services.ts'

const shown = 8

/** By the beginning of any word of the title; they are few and in memory. */
export async function incentivesLike({ incentives }: Pick<Services, 'incentives'>, q: string) {
  const beginnings = beginningsOf(q)
  const items = (await incentives.list()).filter(({ title }) => {
    const terms = titleTerms(title.ru, title.en, title.zh)
    return beginnings.some(beginning => terms.some(term => term.startsWith(beginning)))
  })
  return { items: items.slice(0, shown), more: items.length > shown }
}
