import { Router } from 'express'
import type { Services } from '../../../../services.ts'
import { forbidden } from '../../../../shared/errors.ts'
import { accountOf, anyone, applicant } from '../../../../web/access.ts'
import { notice } from '../../../../web/flash.ts'
import { readPath } from '../../../../web/forms.ts'
import { casePath, startForm, startSearch } from '../input.ts'
import { neededPage, renderNeeded } from './page.ts'

/** Beginning an application: what it takes, from nothing or from the one handed in before. */
export function startingRoutes({ applications }: Pick<Services, 'applications'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/applications/needed', anyone, async (req, res) => {
    const { premises } = startSearch.parse(req.query)
    const known = await applications.premisesOf(premises ? [premises] : [])
    const { t, locale } = res.locals
    renderNeeded(res, neededPage(t, locale, premises ? (known.get(premises) ?? null) : null))
  })

  router.post('/applications', anyone, async (req, res) => {
    const { premises, from } = readPath(startForm, req.body)
    const { account, locale } = res.locals
    // Signing in comes between; the list then offers to start with the same premises.
    const back = `/${locale}/applications?premises=${premises}`
    if (!account) {
      res.redirect(303, `/${locale}/sign-in?next=${encodeURIComponent(back)}`)
      return
    }
    if (account.role !== 'applicant') throw forbidden()
    const id = await applications.start(account.id, premises)
    if (from === 'last') await applications.copyLast({ id, applicantId: account.id })
    res.redirect(303, `/${locale}/applications/${id}`)
  })

  router.post('/applications/:id/copy', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const { copied } = await applications.copyLast({ id, applicantId: accountOf(res).id })
    if (copied) notice(res, 'apply.copied.done', { reference: copied.reference })
    res.redirect(303, `/${res.locals.locale}/applications/${id}`)
  })

  return router
}
