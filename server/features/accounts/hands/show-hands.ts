import type { Response } from 'express'
import type { Services } from '#server/services.ts'
import type { RemainingItem } from './hands-service.ts'
import { createReassignPage, renderReassignPage } from './page.ts'

type ReassignPageOptions = { id: string; page?: number; given?: readonly string[]; left?: readonly RemainingItem[] }

/**
 * Renders a colleague's open work. With `left`, the page also lists what could not be handed on and why, and what was; it is
 * a refusal (422) when nothing was.
 */
export const createReassignRenderer =
  ({ accounts, hands }: Pick<Services, 'accounts' | 'hands'>) =>
  async (res: Response, { id, page = 1, given = [], left = [] }: ReassignPageOptions): Promise<void> => {
    const [person, groups] = await Promise.all([accounts.people.get(id), hands.of(id)])
    const { t, locale } = res.locals
    const open = person.state !== 'deactivated'
    renderReassignPage(
      res,
      createReassignPage({ t, locale }, { person, groups, given, left, open, page }),
      left.length > 0 && given.length === 0 ? 422 : 200,
    )
  }
