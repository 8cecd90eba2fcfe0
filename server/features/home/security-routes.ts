import { Router } from 'express'
import { pathTo } from '#server/paths.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { view } from '#web/pages/view.ts'

/** How to report a vulnerability: the policy that `security.txt` names. */
export function securityRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/security', anyone, cachePage(), (_req, res) => {
    renderSecurity(res, securityPage(res.locals))
  })

  return router
}

type SecurityPage = {
  title: string
  description: string
  sections: { title: string; lines: string[] }[]
  contact: string
}
const renderSecurity = view<SecurityPage>('home/security')

const sections: readonly { title: MessageKey; lines: readonly MessageKey[] }[] = [
  { title: 'home.security.how', lines: ['home.security.how.say', 'home.security.how.address'] },
  { title: 'home.security.care', lines: ['home.security.care.look', 'home.security.care.people'] },
  { title: 'home.security.then', lines: ['home.security.then.answer'] },
]

function securityPage({ t, locale }: Reader): SecurityPage {
  return {
    title: t('home.security.title'),
    description: t('home.security.lead'),
    sections: sections.map(({ title, lines }) => ({ title: t(title), lines: lines.map(line => t(line)) })),
    contact: pathTo(locale, '/contact'),
  }
}
