import { once } from 'node:events'
import { Readable } from 'node:stream'
import type { Response } from 'express'
import { contentDisposition } from '#shared/files/file-name.ts'
import { streamResponse } from './streaming.ts'

type Picture = { mediaType: string; /** Bytes. */ size: number }
type File = { name: string; mediaType: string; /** Bytes, where known. */ size?: number }

const sandboxPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"
const picturePolicy = "default-src 'none'; sandbox; frame-ancestors 'self'"

/** Sends a private file as a download: never cached, sniffed or executed. */
export async function sendAttachment(res: Response, file: File, bytes: Readable): Promise<void> {
  await waitUntilReadable(bytes)
  res.set(privateHeaders('attachment', file, sandboxPolicy))
  await streamResponse(res, bytes)
}

/** Sends a newly made PDF as a private download. */
export const sendPdf = (res: Response, name: string, bytes: Buffer): Promise<void> =>
  sendAttachment(res, { name, mediaType: 'application/pdf', size: bytes.length }, Readable.from([bytes]))

/** Sends a picture made by us for display inside one of our pages. */
export async function sendInline(res: Response, file: File, bytes: Readable): Promise<void> {
  await waitUntilReadable(bytes)
  res.set(privateHeaders('inline', file, picturePolicy))
  res.set({ 'X-Frame-Options': 'SAMEORIGIN' })
  await streamResponse(res, bytes)
}

/** Sends a public picture whose address never gets another content; it may be cached for ever. */
export const sendImmutable = (res: Response, what: Picture, bytes: Readable): Promise<void> =>
  sendPublic(res, what, bytes, 'public, max-age=31536000, immutable')

/** Sends a public picture that may be withdrawn; it may be cached for ten minutes. */
export const sendShortLived = (res: Response, what: Picture, bytes: Readable): Promise<void> =>
  sendPublic(res, what, bytes, 'public, max-age=600')

async function sendPublic(
  res: Response,
  { mediaType, size }: Picture,
  bytes: Readable,
  caching: string,
): Promise<void> {
  await waitUntilReadable(bytes)
  res.set({
    'Content-Type': mediaType,
    'Content-Length': String(size),
    'Cache-Control': caching,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
  await streamResponse(res, bytes)
}

/** Waits until the file is readable. Throws when it is not, while an error page can still be sent. */
const waitUntilReadable = (bytes: Readable): Promise<unknown> => once(bytes, 'readable')

function privateHeaders(kind: 'attachment' | 'inline', { name, mediaType, size }: File, policy: string) {
  return {
    'Content-Type': mediaType,
    ...(size === undefined ? {} : { 'Content-Length': String(size) }),
    'Content-Disposition': contentDisposition(kind, name),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': policy,
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}
