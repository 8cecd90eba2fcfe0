// Writes compressed copies of static files beside them, so that they are not compressed for each request.
import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Fonts and pictures are already compressed; what the PDF viewer fetches by name is in a subfolder. */
const worthwhile = /\.(js|css|svg)$/
const smallest = 1_000
const forms = {
  '.br': bytes => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  '.gz': bytes => promisify(gzip)(bytes, { level: 9 }),
}

/** Writes `<file>.br` and `<file>.gz` beside every file of the folder for which they are smaller. */
export async function precompress(folder) {
  const names = readdirSync(folder).filter(name => worthwhile.test(name))
  await Promise.all(names.map(name => compress(path.join(folder, name))))
}

async function compress(file) {
  const bytes = await readFile(file)
  if (bytes.length < smallest) return
  for (const [ending, pack] of Object.entries(forms)) {
    const packed = await pack(bytes)
    if (packed.length < bytes.length * 0.95) await writeFile(file + ending, packed)
  }
}
