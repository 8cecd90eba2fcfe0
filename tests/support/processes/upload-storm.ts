import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import mongoose from 'mongoose'
import { DocumentModel } from '#models/documents/document.ts'
import { buildIndexes } from '#outside/database/database.ts'
import { anAccount, testPassword } from '#tests/factories/account.ts'
import { aDraft } from '#tests/factories/applications.ts'
import { withDatabaseIn } from '../database.ts'
import { aPdf, inStore } from '../upload-site.ts'

type Storm = {
  uploads: number
  /** How many of them are cut off on the way. */ aborted: number
  /** Size of each file. */ bytes: number
}
type Sender = { email: string; application: string }
/** `hashes` are those of the files that the site acknowledged; `peakMb` is the peak resident memory of its process. */
type Passed = { hashes: string[]; peakMb: number; seconds: number }
/** What is stored afterwards: `hashes` of the documents, and files that no document claims. */
type Left = { hashes: string[]; orphanFiles: number; orphanChunks: number; pending: number }
type Upload = { url: string; cookie: string; number: number; bytes: number; cut: boolean }

const perSender = 10

/** Creates founders with a draft each, ten uploads per draft, in a folder that no process holds. */
export const sendersIn = (folder: string, uploads: number): Promise<Sender[]> =>
  withDatabaseIn(folder, async () => {
    await buildIndexes()
    const senders: Sender[] = []
    while (senders.length < uploads / perSender) {
      const account = await anAccount({ email: `sender-${senders.length}@example.com` })
      const draft = await aDraft({ applicant: account._id })
      senders.push({ email: account.email, application: draft._id.toHexString() })
    }
    return senders
  })

/** Runs all uploads at once. Those that are cut off lose their connection between their first and last byte. */
export async function uploadStorm(
  { url, pid }: { url: string; pid: number },
  senders: readonly Sender[],
  { uploads, aborted, bytes }: Storm,
): Promise<Passed> {
  const ways: { url: string; cookie: string }[] = []
  for (const { email, application } of senders)
    ways.push({ url: `${url}/en/applications/${application}/documents`, cookie: await signIn(url, email) })
  // Spreads the aborted uploads evenly, so that every sender has some of both.
  const abortedUntil = (number: number) => Math.floor((number * aborted) / uploads)
  const began = performance.now()
  const sent = ways.flatMap((way, sender) =>
    Array.from({ length: perSender }, (_, own) => {
      const number = sender * perSender + own
      return send({ ...way, number, bytes, cut: abortedUntil(number + 1) > abortedUntil(number) })
    }),
  )
  const hashes = (await Promise.all(sent)).filter(hash => hash !== null)
  return { hashes, peakMb: peakMb(pid), seconds: (performance.now() - began) / 1_000 }
}

/** Reads the folder after the site has stopped. */
export const leftIn = (folder: string, senders: readonly Sender[]): Promise<Left> =>
  withDatabaseIn(folder, () => readLeft(senders))

async function readLeft(senders: readonly Sender[]): Promise<Left> {
  const documents = await DocumentModel.find({}, { application: 1, sha256: 1, storageId: 1 }).lean()
  const claimed = documents.map(({ storageId }) => new mongoose.Types.ObjectId(storageId))
  const ours = new Set(senders.map(({ application }) => application))
  const unclaimed = { $nin: claimed }
  const store = (name: string) => mongoose.connection.collection(`documents.${name}`)
  return {
    hashes: documents.flatMap(({ application, sha256 }) => (ours.has(String(application)) ? [sha256] : [])),
    orphanFiles: await store('files').countDocuments({ _id: unclaimed }),
    orphanChunks: await store('chunks').countDocuments({ files_id: unclaimed }),
    pending: (await inStore()).pending,
  }
}

/** Uploads a file and returns its hash when the site acknowledged it; null when the connection was cut. */
async function send({ url, cookie, number, bytes, cut }: Upload): Promise<string | null> {
  const { parts, length, type, sha256 } = formOf(number, bytes)
  const headers = { cookie, 'content-type': type, 'content-length': length, 'sec-fetch-site': 'same-origin' }
  const sending = request(url, { method: 'POST', agent: false, headers })
  if (cut) return cutOff(sending, parts, (number % 97) / 100)
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>
  for (const part of parts) sending.write(part)
  sending.end()
  const [response] = await answered
  response.resume()
  if (response.statusCode !== 303) throw new Error(`upload ${number} answered ${response.statusCode ?? 0}`)
  return sha256
}

/** Sends the head and a share of the file, then cuts the connection. */
async function cutOff(sending: ClientRequest, [head, rest]: Buffer[], share: number): Promise<null> {
  const closed = new Promise(resolve => sending.once('close', resolve))
  sending.on('error', () => undefined)
  sending.write(head)
  await new Promise<void>(resolve => sending.write(rest?.subarray(0, rest.length * share), () => resolve()))
  sending.destroy()
  await closed
  return null
}

/** Returns a form with a unique file; all files share the memory of one. */
function formOf(number: number, bytes: number) {
  const boundary = 'boundary-of-a-storm'
  const words = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="passport"; filename="${number}.pdf"`,
    'Content-Type: application/pdf',
  ]
  const beginning = aPdf(100)
  beginning.writeUInt32BE(number, 96)
  const rest = restOf(bytes - beginning.length)
  const head = Buffer.concat([Buffer.from(`${words.join('\r\n')}\r\n\r\n`), beginning])
  const parts = [head, rest, Buffer.from(`\r\n--${boundary}--\r\n`)]
  return {
    parts,
    length: parts.reduce((sum, part) => sum + part.length, 0),
    type: `multipart/form-data; boundary=${boundary}`,
    sha256: createHash('sha256').update(beginning).update(rest).digest('hex'),
  }
}

let rest = Buffer.alloc(0)
const restOf = (bytes: number): Buffer => (rest.length === bytes ? rest : (rest = Buffer.alloc(bytes, 'x')))

/** Signs in and returns the cookies of the session. */
export async function signIn(url: string, email: string): Promise<string> {
  const body = new URLSearchParams({ email, password: testPassword })
  const headers = { 'sec-fetch-site': 'same-origin' }
  const response = await fetch(`${url}/en/sign-in`, { method: 'POST', body, headers, redirect: 'manual' })
  if (response.status !== 303) throw new Error(`signing in answered ${response.status}`)
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
}

/** Returns the peak resident memory of a process, in MB (Linux). */
function peakMb(pid: number): number {
  const [, kb = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kb) / 1024)
}
