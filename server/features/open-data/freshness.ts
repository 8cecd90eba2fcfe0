import { createHash } from 'node:crypto'
import type { Response } from 'express'
import type { CatalogueService } from '../catalogue/service.ts'

/** Fresh for a minute; clients that ask more often can use the `ETag`. */
export const cacheForMinute = 'public, max-age=60'

/** Identifies the format of a response, so that no client keeps one of an older format by its `ETag`. */
export const formatHashOf = (description: object): string =>
  createHash('sha1').update(JSON.stringify(description)).digest('base64url').slice(0, 8)

/**
 * Sets the `ETag` to the state of the catalogue. Returns true, with a 304 sent, when the client already has this state;
 * nothing needs to be read then.
 */
export async function sendIfUnchanged(
  res: Response,
  { mark }: Pick<CatalogueService['published'], 'mark'>,
  form: string,
): Promise<boolean> {
  res.set({ 'Cache-Control': cacheForMinute, ETag: `W/"${form}-${await mark()}"` })
  if (!res.req.fresh) return false
  res.status(304).end()
  return true
}
