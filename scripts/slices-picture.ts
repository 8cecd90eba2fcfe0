// Redraws the slices in ARCHITECTURE.md from the rules about their dependencies: `npm run slices-picture`.
import { readFile, writeFile } from 'node:fs/promises'
import { withPicture } from '../tests/structure/slices-picture.ts'

await writeFile('ARCHITECTURE.md', withPicture(await readFile('ARCHITECTURE.md', 'utf8')))
