import { once } from 'node:events'
import { Worker, type MessagePort } from 'node:worker_threads'
import { databaseAddress, type DatabaseAddress } from '#outside/database/database.ts'
import type { CatalogueIndex } from '../search/index/index-reading.ts'
import { indexOf, partsOf, type Facts, type Lists, type Part } from './parts.ts'
import { wholeReading, type WholeReading } from './full-read.ts'

/** Data that a thread is started with. */
export type ThreadTask = { act: keyof WholeReading; database: DatabaseAddress }
/** Part of a list, so that the receiver is not blocked. */
type Slice = { [Name in keyof Lists]: { name: Name; items: Lists[Name] } }[keyof Lists]
type Answer =
  | { kind: 'nothing' }
  | { kind: 'numbers'; facts: Facts; numbers: Record<string, Part> }
  | { kind: 'slice'; slice: Slice }
  | { kind: 'end' }
const sliceLength = 5_000

/**
 * Reads the catalogue in a separate thread, started for each reading and ended with it, because decoding documents would
 * block every request. Columns are transferred without being copied. `file` is the built entry of the thread.
 */
export function createReadingThread(file: string): WholeReading {
  async function run(act: ThreadTask['act']): Promise<CatalogueIndex | null> {
    const workerData: ThreadTask = { act, database: databaseAddress() }
    const thread = new Worker(file, { workerData })
    const ended = once(thread, 'exit').then(() => {
      throw new Error('the thread that reads the catalogue has ended')
    })
    ended.catch(() => undefined)
    const next = async (): Promise<Answer> => {
      const [answer] = (await Promise.race([once(thread, 'message'), ended])) as [Answer]
      return answer
    }
    try {
      const answer = await next()
      return answer.kind === 'numbers' ? await receiveIndex(thread, answer, next) : null
    } finally {
      await thread.terminate()
    }
  }

  return {
    stored: () => run('stored'),
    build: () => run('build') as Promise<CatalogueIndex>,
    renew: () => run('renew') as Promise<null>,
  }
}

type ReceivedNumbers = { facts: Facts; numbers: Record<string, Part> }

async function receiveIndex(
  thread: Worker,
  { facts, numbers }: ReceivedNumbers,
  next: () => Promise<Answer>,
): Promise<CatalogueIndex> {
  const lists: Lists = { buildingCodes: [], buildings: [], stems: [] }
  for (;;) {
    const answer = next()
    thread.postMessage('next')
    const received = await answer
    if (received.kind !== 'slice') return indexOf({ facts, numbers, lists })
    for (const item of received.slice.items) (lists[received.slice.name] as unknown[]).push(item)
  }
}

/** Runs in the thread: does the task and sends the result slice by slice as it is asked for. */
export async function serveReading(port: MessagePort, { act }: Pick<ThreadTask, 'act'>): Promise<void> {
  const result = await wholeReading[act]()
  const send = (answer: Answer, transferred: ArrayBuffer[] = []) => port.postMessage(answer, transferred)
  if (result === null) {
    send({ kind: 'nothing' })
    return
  }
  const { facts, numbers, lists } = partsOf(result)
  const buffers = Object.values(numbers).map(({ data }) => data.buffer as ArrayBuffer)
  const slicesSent = sendSlicesOnRequest(port, lists, send)
  send({ kind: 'numbers', facts, numbers }, buffers)
  await slicesSent
}

async function sendSlicesOnRequest(port: MessagePort, lists: Lists, say: (answer: Answer) => void): Promise<void> {
  for (const slice of slicesOf(lists)) {
    await once(port, 'message')
    say({ kind: 'slice', slice })
  }
  await once(port, 'message')
  say({ kind: 'end' })
}

function* slicesOf(lists: Lists): Generator<Slice> {
  for (const name of ['buildingCodes', 'buildings', 'stems'] as const) {
    for (let from = 0; from < lists[name].length; from += sliceLength)
      yield { name, items: lists[name].slice(from, from + sliceLength) } as Slice
  }
}
