import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { skipAudit } from '#outside/audit.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { personPath } from '../people/input.ts'
import type { HeldGroup, ReassignRequest } from './hands-service.ts'
import { createReassignRenderer } from './show-hands.ts'

/** `to` for all lines, `<kind>-<id>` for one line. An empty choice leaves the item where it is. */
const reassignForm = z.record(z.string().max(60), z.string().max(24).catch('')).catch({})

const workQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) })

/** Routes that show a colleague's open work and hand it on, for administrators before they close an account. */
export function reassignmentRoutes({ accounts, hands }: Pick<Services, 'accounts' | 'hands'>): Router {
  const router = Router({ caseSensitive: true })
  const administrator = staff('administrator')
  const show = createReassignRenderer({ accounts, hands })

  router.get('/staff/users/:id/work', administrator, async (req, res) => {
    await show(res, { id: readPath(personPath, req.params).id, ...workQuery.parse(req.query) })
  })

  router.post('/staff/users/:id/work', administrator, async (req, res) => {
    const { id } = readPath(personPath, req.params)
    await accounts.people.get(id)
    const wishes = toReassignRequests(await hands.of(id), reassignForm.parse(req.body ?? {}))
    const { given, left } = await hands.give(id, wishes, actorAt(res))
    if (left.length > 0) {
      await show(res, { id, given, left })
      return
    }
    if (given.length === 0) skipAudit()
    flashNotice(res, 'hands.given', { count: given.length })
    res.redirect(303, pathTo(res.locals.locale, '/staff/users/:id/work', { id }))
  })

  return router
}

/** Returns the choice of each line, otherwise the choice for all lines where that colleague can take the item. */
function toReassignRequests(groups: readonly HeldGroup[], form: Record<string, string>): ReassignRequest[] {
  return groups.flatMap(({ kind, items, takers }) =>
    items.flatMap(({ id, needsSomebody }) => {
      const { to: all = '', [`${kind}-${id}`]: own = '' } = form
      const fits = takers.some(taker => taker.id === all) || (all === 'nobody' && !needsSomebody)
      const to = own || (fits ? all : '')
      return to ? [{ kind, id, to }] : []
    }),
  )
}
