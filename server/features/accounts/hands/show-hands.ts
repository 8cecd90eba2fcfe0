import type { Response } from 'express'
import type { Services } from '#server/services.ts'
import type { Left } from './hands-service.ts'
import { handsPage, renderHands } from './page.ts'

type Shown = { id: string; page?: number; left?: readonly Left[] }

/** What a colleague has in hand; with what could not be given on and why, as the answer to whoever tried. */
export const handsShower =
  ({ accounts, hands }: Pick<Services, 'accounts' | 'hands'>) =>
  async (res: Response, { id, page = 1, left = [] }: Shown): Promise<void> => {
    const [person, groups] = await Promise.all([accounts.people.get(id), hands.of(id)])
    const { t, locale } = res.locals
    const open = person.state !== 'deactivated'
    renderHands(res, handsPage({ t, locale }, { person, groups, left, open, page }), left.length > 0 ? 422 : 200)
  }
