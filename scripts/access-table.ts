// Rewrites docs/access-table.md from the guards of the routes: `npm run access-table`.
import { writeFile } from 'node:fs/promises'
import { createApp } from '../server/app.ts'
import { createProgram } from '../server/bin/program.ts'
import { accessTable } from '../tests/support/routes/access-table.ts'

// Routes that exist only in development must not be listed.
process.env.NODE_ENV = 'test'
const app = createApp({ ...(await createProgram()), sessionSecret: 'nobody signs in here' })
await writeFile('docs/access-table.md', accessTable(app))
