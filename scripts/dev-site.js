// A process of `npm run dev`, started ahead of time: it loads the libraries of the program while idle, and the program
// itself when it is told to begin.
import { once } from 'node:events'

const told = once(process, 'message')
const libraries = JSON.parse(process.env.DEV_LIBRARIES)
await Promise.all(libraries.map(name => import(name).catch(() => undefined)))
await told
process.disconnect()
await import('../dist/server/bin/web.js')
