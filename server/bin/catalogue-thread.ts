import { parentPort, workerData } from 'node:worker_threads'
import { serveReading, type ThreadTask } from '../features/catalogue/snapshot/reading-thread.ts'
import { joinDatabase } from '../outside/database/database.ts'

// Entry point of the thread that reads a large catalogue. The site passes the task as `workerData`.
if (!parentPort) throw new Error('This is begun by the site, in a thread of its own.')
const task = workerData as ThreadTask
const database = await joinDatabase(task.database)
try {
  await serveReading(parentPort, task)
} finally {
  await database.close()
}
parentPort.close()
