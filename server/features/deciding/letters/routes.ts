import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { accountOf, roles } from '#web/access/access.ts'
import { sendAttachment } from '#web/files/downloads.ts'
import { id, readPath } from '#web/forms/forms.ts'

const letterPath = z.object({ id, letterId: id })

type Parts = Pick<Services, 'cases' | 'documents' | 'letters'>

/**
 * The letters of a case, for its applicant and the staff it is open to. Each read is logged with who and what, and one by the
 * staff is written down for the applicant to see.
 */
export function letterRoutes({ cases, documents, letters }: Parts): Router {
  const router = Router({ caseSensitive: true })

  router.get(
    '/applications/:id/letters/:letterId',
    roles('applicant', 'reviewer', 'decider', 'administrator'),
    async (req, res) => {
      const { id: application, letterId } = readPath(letterPath, req.params)
      const { id: account, name, role } = accountOf(res)
      if (role === 'applicant') await cases.own.get(application, account)
      else await cases.files.requireContent(application, { kind: role, id: account, name })
      const letter = await letters.find(application, letterId)
      const paper = { application: letter.application, kind: 'decision_letter', name: letter.name } as const
      await documents.reads.recordPaper({ ...paper, letter: letter._id }, { id: account, name, role })
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
