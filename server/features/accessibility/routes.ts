import { Router, type Request } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { anyone } from '#web/access/access.ts'
import { ownPath } from '#web/access/own-path.ts'
import { displayChoice, displays, displayLink } from '#web/pages/display.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { view } from '#web/pages/view.ts'

const displayForm = z.object({ to: z.enum(displays).optional().catch(undefined) })

type Section = { heading: string; points: string[] }
type StatementPage = {
  title: string
  description: string
  display: { text: string; href: string; label: string }
  sections: Section[]
  contact: { text: string; href: string; label: string }
}
const renderStatement = view<StatementPage>('accessibility/statement')

/** The accessibility statement and the choice of the display, for everyone. */
export function accessibilityRoutes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/accessibility', anyone, cachePage(), (req, res) => {
    const { href, label } = displayLink(res.locals, displayChoice.of(req))
    renderStatement(res, {
      ...statement(res.locals),
      display: { text: res.locals.t('accessibility.enlarged'), href, label },
    })
  })

  router.get('/display', anyone, (req, res) => {
    const { to } = displayForm.parse(req.query)
    if (to) displayChoice.remember(res, to)
    res.set('Cache-Control', 'no-store')
    res.redirect(303, readReturnPath(req) ?? pathTo(res.locals.locale, '/'))
  })

  return router
}

/** Returns the page of this site from which the link was followed, from the `Referer`; null where it is not sent. */
function readReturnPath(req: Request): string | null {
  const referer = req.get('referer') ?? ''
  if (!URL.canParse(referer)) return null
  const { pathname, search } = new URL(referer)
  return ownPath(`${pathname}${search}`)
}

function statement({ t, locale }: Reader): Omit<StatementPage, 'display'> {
  return {
    title: t('accessibility.title'),
    description: t('accessibility.lead'),
    sections: [
      {
        heading: t('accessibility.how'),
        points: [
          t('accessibility.how.keyboard'),
          t('accessibility.how.zoom'),
          t('accessibility.how.pictures'),
          t('accessibility.how.scripts'),
          t('accessibility.how.motion'),
        ],
      },
      {
        heading: t('accessibility.tested'),
        points: [t('accessibility.tested.rules'), t('accessibility.tested.journeys')],
      },
      {
        heading: t('accessibility.limits'),
        points: [t('accessibility.limits.files'), t('accessibility.limits.photos'), t('accessibility.limits.people')],
      },
    ],
    contact: {
      text: t('accessibility.contact'),
      href: pathTo(locale, '/contact'),
      label: t('accessibility.contact.link'),
    },
  }
}
