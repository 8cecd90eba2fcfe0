import type { Response } from 'express'
import type { Services } from '#server/services.ts'
import type { RemainingItem } from './hands-service.ts'
import { createReassignPage, renderReassignPage } from './page.ts'

type ReassignPageOptions = { id: string; page?: number; left?: readonly RemainingItem[] }

/** Renders a colleague's open work. With `left`, the response (422) also lists what could not be handed on and why. */
export const createReassignRenderer =
  ({ accounts, hands }: Pick<Services, 'accounts' | 'hands'>) =>
  async (res: Response, { id, page = 1, left = [] }: ReassignPageOptions): Promise<void> => {
    const [person, groups] = await Promise.all([accounts.people.get(id), hands.of(id)])
    const { t, locale } = res.locals
    const open = person.state !== 'deactivated'
    renderReassignPage(
      res,
      createReassignPage({ t, locale }, { person, groups, left, open, page }),
      left.length > 0 ? 422 : 200,
    )
  }
