import type { RequestHandler } from 'express'
import { actAs } from '../outside/acting.ts'

/** Opens the list of what the request does. Stands where the account is known. */
export const rememberActs: RequestHandler = (req, res, next) => {
  const { account } = res.locals
  const who = { id: account?.id ?? null, role: account?.role ?? 'visitor' }
  actAs({ requestId: req.id as string, who, told: [] }, next)
}
