import path from 'node:path'
import { filePlace, type BackupPlace } from './file-place.ts'
import { s3Place, type S3Settings } from './s3-place.ts'

/** `s3` is null where no store is set up. */
export type PlaceSettings = { s3: S3Settings | null }

/** Returns the place of a back-up for a file path or `s3://bucket/key`. Throws a sentence for anything else. */
export function placeOf(target: string, { s3 }: PlaceSettings): BackupPlace {
  if (!/^[a-z0-9+]+:\/\//i.test(target)) return filePlace(path.resolve(target))
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*[^/])$/.exec(target) ?? []
  if (bucket === '') throw new Error(`${target} is neither a file nor an address such as s3://bucket/name.`)
  if (!s3) throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set for a store at s3://.')
  return s3Place(s3, bucket, key)
}
