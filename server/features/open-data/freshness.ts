import { createHash } from 'node:crypto'
import type { Response } from 'express'
import type { CatalogueService } from '../catalogue/service.ts'

/** Fresh for a minute: who asks more often has the `ETag`. */
export const aMinute = 'public, max-age=60'

/** Names the form of an answer, so that nobody keeps one of an older form by its `ETag`. */
export const formOf = (description: object): string =>
  createHash('sha1').update(JSON.stringify(description)).digest('base64url').slice(0, 8)

/**
 * Says which state of the catalogue the answer shows, and whether the sender has this very state already; then it is told
 * so (304) and nothing need be read.
 */
export async function isUnchanged(
  res: Response,
  { mark }: Pick<CatalogueService['published'], 'mark'>,
  form: string,
): Promise<boolean> {
  res.set({ 'Cache-Control': aMinute, ETag: `W/"${form}-${await mark()}"` })
  if (!res.req.fresh) return false
  res.status(304).end()
  return true
}
