import { createHash } from 'node:crypto'
import type { Photo } from '#models/premises/parts/photo.ts'

/** Returns a short hash by which a form says what its page showed. */
export const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Returns the mark of a photo's description when its form was opened. */
export const altMark = ({ alt }: Pick<Photo, 'alt'>): string =>
  markOf([alt.ru, alt.en, alt.zh].map(text => text ?? '').join('\n'))

/** Returns the mark of the order of the photos. */
export const orderMark = (photos: readonly Pick<Photo, '_id'>[]): string =>
  markOf(photos.map(({ _id }) => _id.toHexString()).join(' '))

/** Returns the mark of a photo's focus. */
export const focusMark = ({ focus }: Pick<Photo, 'focus'>): string => (focus ? `${focus.x}-${focus.y}` : 'none')
