import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { cleanText } from '#shared/texts/clean-text.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { id, readPath, text } from '#web/forms/forms.ts'

const itemPath = z.object({ id, itemId: z.string().regex(/^(section|document|kind)-[a-z0-9_]{1,40}$/) })
const maxLength = 2000
/** Text that is too long is cut instead of refused, so that what was typed is not lost. */
const excuseForm = z.object({
  excuse: z
    .string()
    .transform(input => cleanText(input, maxLength))
    .pipe(text(maxLength))
    .catch(''),
})

/** Routes that save an applicant's reason for not correcting a requested item. Each item is saved on its own. */
export function requestItemRoutes({ reviewing }: Pick<Services, 'reviewing'>): Router {
  const router = Router({ caseSensitive: true })

  router.post('/applications/:id/request/:itemId', applicant, async (req, res) => {
    const { id: applicationId, itemId } = readPath(itemPath, req.params)
    const { excuse } = excuseForm.parse(req.body ?? {})
    await reviewing.requests.excuse({ id: applicationId, applicantId: accountOf(res).id, itemId, text: excuse })
    flashNotice(res, 'request.excuse.saved')
    res.redirect(303, `${pathTo(res.locals.locale, '/applications/:id', { id: applicationId })}#item-${itemId}`)
  })

  return router
}
