import mongoose from 'mongoose'
import { vi } from 'vitest'
import type { Agent } from '../desk.ts'
import { aPdf, multipart } from '../upload-site.ts'

type Slow = {
  path: string
  field: string
  filename: string
  bytes?: Buffer
  bucket?: string
  /** Other fields of the form. */ typed?: Record<string, string>
}

const noted = (bucket: string) => mongoose.connection.collection(`${bucket}.pending`).countDocuments()

/**
 * Starts to upload a file and stops in the middle, once the site has accepted the request and holds the first bytes.
 * `finish` sends the rest and returns the response.
 */
export async function slowUpload(
  person: Agent,
  { path, field, filename, bytes = aPdf(3_000), bucket = 'documents', typed = {} }: Slow,
) {
  const before = await noted(bucket)
  const fields = Object.entries(typed).map(([name, value]) => ({ name, bytes: value }))
  const { body, type } = multipart([...fields, { name: field, filename, bytes }])
  const half = body.length - 1_000
  const request = person.post(path).set('Content-Type', type).set('Content-Length', String(body.length))
  request.write(body.subarray(0, half))
  await vi.waitFor(
    async () => {
      if ((await noted(bucket)) !== before + 1) throw new Error('the upload has not begun')
    },
    { timeout: 8_000, interval: 5 },
  )
  return {
    async finish(status: number) {
      request.write(body.subarray(half))
      return request.expect(status)
    },
  }
}
