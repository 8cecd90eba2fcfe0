import { statfs } from 'node:fs/promises'
import { fullDiskMessage } from './database-folder.ts'

/** The engine ends the whole process without a word when it cannot write; a start asks for twice as much. */
const leastBytes = 32 * 1024 * 1024
const everyMs = 1_000

/**
 * Calls `full` once with a sentence when the disk of a folder is nearly full. Returns a function that stops watching. What
 * fills the rest within a second still ends the process silently; the next start then names the cause.
 */
export function watchDisk(folder: string, full: (sentence: string) => void): () => void {
  let isTold = false
  const timer = setInterval(() => void look(), everyMs).unref()
  async function look(): Promise<void> {
    const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: Infinity, bsize: 1 }))
    if (isTold || bavail * bsize >= leastBytes) return
    isTold = true
    clearInterval(timer)
    full(fullDiskMessage(folder, `: ${Math.floor((bavail * bsize) / 1024 / 1024)} MB are free`))
  }
  return () => clearInterval(timer)
}
