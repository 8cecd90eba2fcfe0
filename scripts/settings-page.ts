// Rewrites docs/settings.md and .env.example from the schema of the settings: `npm run settings-page`.
import { writeFile } from 'node:fs/promises'
import { exampleFile, settingsPage } from '../tests/support/texts/settings-page.ts'

await writeFile('docs/settings.md', settingsPage())
await writeFile('.env.example', exampleFile())
