// A thread in which Alfa checks the pages it is sent, while the browser shows the next page to the other engines
// (alfa-beside.ts).
import { parentPort } from 'node:worker_threads'
import { judgedByAlfa } from './alfa.js'

parentPort.on('message', async ({ number, seen, care }) => {
  try {
    parentPort.postMessage({ number, found: await judgedByAlfa(seen, care) })
  } catch (error) {
    parentPort.postMessage({ number, error: String(error) })
  }
})
