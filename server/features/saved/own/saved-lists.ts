import type { Request, Response } from 'express'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { SessionAccount } from '#web/locals.ts'
import { toSearch, canHold, type SavedList } from '../rules.ts'
import type { SavedService } from '../service.ts'
import { readSaved, writeSaved } from './cookie.ts'

/** What one visitor has saved, wherever it is stored. */
export type SavedLists = {
  list(): Promise<SavedList>
  /** All or none. */
  addFavourites(codes: readonly string[]): Promise<Verdict<'too-many'>>
  removeFavourites(codes: readonly string[]): Promise<void>
  /** `daily`: daily alerts are switched on for it. */
  addSearch(query: string): Promise<Verdict<'too-many'> & { daily: boolean }>
  removeSearch(key: string): Promise<void>
}

/** Returns the account's list, or before signing in the cookie's. */
export function savedListsFor(req: Request, res: Response, saved: SavedService): SavedLists {
  const { account } = res.locals
  return account ? accountLists(account, saved) : cookieLists(req, res)
}

const accountLists = ({ id, verified }: SessionAccount, saved: SavedService): SavedLists => ({
  list: () => saved.lists.ofAccount(id),
  addFavourites: codes => saved.favourites.add(id, codes),
  removeFavourites: codes => saved.favourites.remove(id, codes),
  addSearch: query => saved.searches.save({ id, verified }, query),
  removeSearch: key => saved.searches.remove(id, key),
})

function cookieLists(req: Request, res: Response): SavedLists {
  const list = readSaved(req, res.locals.publicUrl)
  const { favourites, searches } = list
  const write = (changed: Partial<SavedList>): Promise<Verdict<'too-many'>> => {
    const { ok } = canHold({ ...list, ...changed })
    return Promise.resolve(ok && writeSaved(res, { ...list, ...changed }) ? yes : no('too-many'))
  }

  return {
    list: () => Promise.resolve(list),
    addFavourites(codes) {
      const newCodes = [...new Set(codes)].filter(code => !favourites.includes(code))
      return write({ favourites: [...newCodes.toReversed(), ...favourites] })
    },
    async removeFavourites(codes) {
      await write({ favourites: favourites.filter(code => !codes.includes(code)) })
    },
    async addSearch(query) {
      const others = searches.filter(one => one.query !== query)
      const list = others.length < searches.length ? searches : [toSearch(query), ...searches]
      return { ...(await write({ searches: list })), daily: false }
    },
    async removeSearch(key) {
      await write({ searches: searches.filter(one => one.key !== key) })
    },
  }
}
