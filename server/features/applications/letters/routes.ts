import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { accountOf, roles } from '../../../web/access.ts'
import { sendAttachment } from '../../../web/downloads.ts'
import { id, readPath } from '../../../web/forms.ts'

const letterPath = z.object({ id, letterId: id })

/** The letters of a case, for its applicant and the staff it is open to. Each read is logged with who and what. */
export function letterRoutes({ applications, letters }: Pick<Services, 'applications' | 'letters'>): Router {
  const router = Router({ caseSensitive: true })

  router.get(
    '/applications/:id/letters/:letterId',
    roles('applicant', 'reviewer', 'decider', 'administrator'),
    async (req, res) => {
      const { id: application, letterId } = readPath(letterPath, req.params)
      const { id: account, name, role } = accountOf(res)
      if (role === 'applicant') await applications.own(application, account)
      else await applications.demandContent(application, { kind: role, id: account, name })
      const letter = await letters.find(application, letterId)
      req.log.info({ account, application, letter: letterId }, 'letter read')
      await sendAttachment(
        res,
        { name: letter.name, mediaType: 'application/pdf', size: letter.size },
        letters.open(letter),
      )
    },
  )

  return router
}
