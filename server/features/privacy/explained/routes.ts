import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { pathTo } from '#server/paths.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { periodRows, type Periods } from '../periods.ts'

/** The privacy page, for everyone. */
export function explainedRoutes({ programme }: Pick<Services, 'programme'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/privacy', anyone, cachePage(), async (_req, res) => {
    renderExplained(res, explainedPage(res.locals, await programme.settings()))
  })

  return router
}

type ExplainedPage = {
  title: string
  description: string
  sections: { title: string; lines: string[] }[]
  periods: { label: string; value: string }[]
  rights: string[]
  own: string
  contact: string
}
const renderExplained = view<ExplainedPage>('privacy/explained')

const sections: readonly { title: MessageKey; lines: readonly MessageKey[] }[] = [
  {
    title: 'data.what',
    lines: ['data.what.browse', 'data.what.device', 'data.what.push', 'data.what.apply', 'data.what.write'],
  },
  { title: 'data.who', lines: ['data.who.office', 'data.who.reads', 'data.who.public', 'data.who.china'] },
  { title: 'data.safe', lines: ['data.safe.text'] },
]

/** Explains what the site does with personal data, with the periods in force. */
function explainedPage({ t, locale }: Reader, settings: Periods & { draftDays: number }): ExplainedPage {
  return {
    title: t('data.title'),
    description: t('data.lead'),
    sections: sections.map(({ title, lines }) => ({ title: t(title), lines: lines.map(line => t(line)) })),
    periods: [
      { label: t('data.drafts'), value: t('data.days', { count: settings.draftDays }) },
      ...periodRows(t, settings),
      { label: t('data.account'), value: t('data.account.kept') },
      { label: t('data.objections'), value: t('data.objections.kept') },
    ],
    rights: (['take', 'correct', 'delete', 'ask'] as const).map(right => t(`data.rights.${right}`)),
    own: pathTo(locale, '/account/privacy'),
    contact: pathTo(locale, '/contact'),
  }
}
