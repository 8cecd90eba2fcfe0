import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Request, Response } from 'express'
import { z } from 'zod'
import { canonicalCode } from '#shared/texts/codes.ts'
import { filterOf, queryOf } from '#features/catalogue/search-address.ts'
import { toSearch, nothingSaved, type SavedList } from '../rules.ts'

const maxAgeMs = 180 * 24 * 3_600_000
/** Browsers store 4,096 bytes of a cookie including its name and attributes. */
const maxBytes = 3_800
/** Most bytes that a cookie may unpack to; no valid one unpacks to more. */
const maxUnpackedBytes = 64 * 1024

const names = { secure: '__Host-saved', plain: 'saved' }
const nameFor = (publicUrl: string): string => (publicUrl.startsWith('https:') ? names.secure : names.plain)

const content = z.tuple([z.array(z.string()), z.array(z.string())])

/** Reads what a visitor without an account has saved from the signed cookie; empty when the cookie is missing or invalid. */
export function readSaved(req: Request, publicUrl: string): SavedList {
  const cookies = req.signedCookies as Record<string, unknown> | undefined
  const value = cookies?.[nameFor(publicUrl)]
  const read = typeof value === 'string' ? content.safeParse(unpack(value)) : undefined
  if (!read?.success) return nothingSaved
  const [codes, queries] = read.data
  return {
    favourites: codes.map(code => canonicalCode(code)).filter(code => code !== null),
    searches: queries.map(query => toSearch(queryOf(filterOf(query)))),
  }
}

/**
 * Writes the list to the cookie, or removes the cookie when the list is empty. Returns false and does nothing when it does
 * not fit.
 */
export function writeSaved(res: Response, list: SavedList): boolean {
  const { publicUrl } = res.locals
  const secure = publicUrl.startsWith('https:')
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  if (list.favourites.length + list.searches.length === 0) {
    res.clearCookie(nameFor(publicUrl), options)
    return true
  }
  const value = pack(list)
  if (value.length > maxBytes) return false
  res.cookie(nameFor(publicUrl), value, { ...options, maxAge: maxAgeMs, signed: true })
  return true
}

const pack = ({ favourites, searches }: SavedList): string =>
  deflateRawSync(JSON.stringify([favourites, searches.map(({ query }) => query)])).toString('base64url')

function unpack(value: string): unknown {
  try {
    return JSON.parse(inflateRawSync(Buffer.from(value, 'base64url'), { maxOutputLength: maxUnpackedBytes }).toString())
  } catch {
    return null
  }
}
