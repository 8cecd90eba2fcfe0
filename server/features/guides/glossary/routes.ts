import { Router } from 'express'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { glossary, glossaryGroups, type Entry, type GlossaryGroup } from '#server/locales/glossary/index.ts'
import { locales, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'

/** The glossary of the programme in three languages, for everyone. */
export function glossaryRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/glossary', anyone, cachePage(), (_req, res) => {
    renderGlossary(res, glossaryPage(res.locals))
  })

  return router
}

type Word = { lang: Locale; word: string }
type GlossaryPage = {
  title: string
  description: string
  languages: string[]
  groups: {
    id: string
    name: string
    entries: { id: string; words: Word[]; meaning: string }[]
  }[]
}
const renderGlossary = view<GlossaryPage>('guides/glossary')

/** All terms in all languages, the reader's first, with definitions in the reader's language. */
function glossaryPage({ t, locale }: Reader): GlossaryPage {
  const order = [locale, ...locales.filter(code => code !== locale)]
  return {
    title: t('glossary.title'),
    description: t('glossary.lead'),
    languages: order.map(lang => t(`locale.${lang}`)),
    groups: glossaryGroups.map(group => ({
      id: `group-${group}`,
      name: t(`glossary.group.${group}`),
      entries: entriesOf(group, order, locale),
    })),
  }
}

const entriesOf = (group: GlossaryGroup, order: readonly Locale[], locale: Locale) =>
  Object.entries<Entry>(glossary[group]).map(([id, entry]) => ({
    id,
    words: order.map(lang => ({ lang, word: entry[lang][0] })),
    meaning: entry[locale][1],
  }))
