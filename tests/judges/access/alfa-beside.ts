import { Worker } from 'node:worker_threads'
import type { judgedByAlfa } from './alfa.js'

type Found = Awaited<ReturnType<typeof judgedByAlfa>>
type Answer = { number: number } & ({ found: Found } | { error: string })

/** Starts Alfa in its own thread, which checks one page after the other. `end` ends the thread. */
export function alfaBeside(): { judged: typeof judgedByAlfa; end: () => Promise<unknown> } {
  const worker = new Worker(new URL('alfa-worker.js', import.meta.url))
  const awaited = new Map<number, { resolve: (found: Found) => void; reject: (error: Error) => void }>()
  let last = 0
  worker.on('message', (answer: Answer) => {
    const { resolve, reject } = awaited.get(answer.number)!
    awaited.delete(answer.number)
    if ('found' in answer) resolve(answer.found)
    else reject(new Error(answer.error))
  })
  worker.on('error', (error: Error) => {
    for (const { reject } of awaited.values()) reject(error)
  })
  return {
    judged(seen, care) {
      const number = (last += 1)
      return new Promise((resolve, reject) => {
        awaited.set(number, { resolve, reject })
        worker.postMessage({ number, seen, care })
      })
    },
    end: () => worker.terminate(),
  }
}
