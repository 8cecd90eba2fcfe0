import { dot } from '#shared/texts/facts.ts'
import { formatDay } from '#shared/texts/format.ts'
import { jsonEntry, ownSection, type PersonalData } from '#shared/personal-data.ts'
import type { savedLists } from './lists.ts'
import { nameOf } from './names.ts'

/** Export and deletion of somebody's favourites and saved searches. */
export function savedPersonalData({
  everythingSaved,
  forgetEverything,
}: Pick<ReturnType<typeof savedLists>['lists'], 'everythingSaved' | 'forgetEverything'>): PersonalData {
  return {
    async *archive(request) {
      const { holder, t, locale } = request
      const saved = await everythingSaved(holder.id)
      yield jsonEntry(request, 'saved', saved)
      return ownSection(t('saved.title'), [
        ...saved.favourites.map(({ code, at }) => ({ title: code, text: formatDay(locale, at) })),
        ...saved.searches.map(({ query, alert, at }) => ({
          title: nameOf(request, query),
          text: `${formatDay(locale, at)}${dot}${t('saved.alert')}${t('list.colon')}${t(`saved.alert.${alert}`)}`,
        })),
      ])
    },
    erase: ({ id }) => forgetEverything(id),
  }
}
