import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { notFound } from '#shared/errors.ts'
import { bands, type WorkSource } from '#shared/work.ts'
import type { DeskCard } from '#server/slice.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import type { SessionAccount, StaffRole } from '#web/locals.ts'
import { buildingsOf, type Reach, type Scoped } from '../accounts/scope.ts'
import { kindPage, renderKind } from './kind-page.ts'
import { deskPage, renderDesk } from './page.ts'
import { workFor, workOfKind } from './work.ts'

const kindPath = z.object({ kind: z.string().regex(/^[a-z-]{1,40}$/) })
const kindQuery = z.object({
  band: z.enum(bands).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
})

type Parts = {
  work: readonly WorkSource[]
  cards: readonly DeskCard[]
  reachOf: (account: Scoped) => Promise<Reach>
  clock: Clock
}

/** The staff's start page: what waits for whoever has signed in. */
export function deskRoutes({ work: sources, cards, reachOf, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })

  async function countedFor(account: SessionAccount) {
    const role = account.role as StaffRole
    const reader = { role, buildings: buildingsOf(account), reach: await reachOf(account) }
    const theirs = cards.filter(({ roles }) => roles.includes(role))
    return Promise.all(theirs.map(async card => ({ ...card, figures: (await card.figures?.(reader)) ?? [] })))
  }

  router.get('/staff', staff(), async (_req, res) => {
    const account = accountOf(res)
    const reader = readerAt(res)
    const [work, cards] = await Promise.all([workFor(sources, account, reader.today), countedFor(account)])
    renderDesk(res, deskPage({ ...reader, account }, { work, cards }))
  })

  router.get('/staff/work/:kind', staff(), async (req, res) => {
    const { kind } = readPath(kindPath, req.params)
    const query = kindQuery.parse(req.query)
    const reader = readerAt(res)
    const found = await workOfKind(sources, accountOf(res), { kind, ...query, today: reader.today })
    if (!found) throw notFound()
    renderKind(res, kindPage(reader, found, query.band))
  })

  const readerAt = ({ locals: { t, locale } }: Response) => ({ t, locale, today: cityDayOf(clock.now()) })
  return router
}
