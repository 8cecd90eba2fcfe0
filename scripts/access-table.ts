// Writes docs/access-table.md anew from the gates of the routes: `npm run access-table`.
import { writeFile } from 'node:fs/promises'
import { createApp } from '../server/app.ts'
import { createProgram } from '../server/bin/program.ts'
import { accessTable } from '../tests/support/routes/access-table.ts'

// What there is in development only is not the city's.
process.env.NODE_ENV = 'test'
const app = createApp({ ...(await createProgram()), sessionSecret: 'nobody signs in here' })
await writeFile('docs/access-table.md', accessTable(app))
