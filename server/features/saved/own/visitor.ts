import cookieParser from 'cookie-parser'
import type { Request, RequestHandler, Response } from 'express'
import type { Services } from '#server/services.ts'
import type { SavedMarks, SessionAccount } from '#web/locals.ts'
import { readSaved, writeSaved } from './cookie.ts'
import { savedListsFor } from './saved-lists.ts'

type Needed = Pick<Services, 'saved'>

/**
 * Gives pages access to what their visitor has saved (`res.locals.saved`). Must run after the session middleware. The pages
 * of visitors who have saved something are private and not cached for others.
 */
export function recogniseSaved({ saved }: Needed, secret: string): readonly RequestHandler[] {
  return [
    // The session's cookie is signed with its own secret, so neither cookie can be used as the other.
    cookieParser(`${secret} saved`),
    (req, res, next) => {
      let marks: Promise<SavedMarks> | undefined
      const readMarks = () => (marks ??= marksOf(req, res, saved))
      res.locals.saved = readMarks
      if (req.headers.cookie && !res.getHeader('Cache-Control')) res.set('Cache-Control', 'private, no-cache')
      next()
    },
  ]
}

async function marksOf(req: Request, res: Response, saved: Services['saved']): Promise<SavedMarks> {
  const { favourites, searches } = await savedListsFor(req, res, saved).list()
  return { favourites: new Set(favourites), searches: new Set(searches.map(({ query }) => query)) }
}

/**
 * Moves what was saved before signing in to the account. A failure does not prevent signing in: the cookie stays, and the
 * next sign-in tries again.
 */
export const mergeVisitorLists =
  ({ saved }: Needed) =>
  async (req: Request, res: Response, account: SessionAccount): Promise<void> => {
    const guest = readSaved(req, res.locals.publicUrl)
    if (guest.favourites.length + guest.searches.length === 0) return
    try {
      const brought = await saved.lists.takeOver(account.id, guest)
      req.log.info({ account: account.id, ...brought }, 'saved before signing in')
      writeSaved(res, { favourites: [], searches: [] })
    } catch (error) {
      req.log.error({ err: error, account: account.id }, 'what was saved before signing in was not taken over')
    }
  }
