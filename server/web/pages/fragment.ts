import { readTemplates, type Templates } from './templates.ts'

let templates: Templates | null = null

/**
 * Renders one partial alone, as HTML in UTF-8, for fragments that are cached and used on many pages. A partial with texts or
 * addresses of its own (`t`, `pathTo`) needs a model with a `chrome` that names the language; another one gets finished
 * strings only.
 */
export function createPartialRenderer<Model extends object>(name: string): (model: Model) => Buffer {
  templates ??= readTemplates()
  const template = templates.partial(name)
  return model => encodeForCache(template(model))
}

/** Encodes in memory of its own: a part of the pool that `Buffer.from` shares would keep all of it from being freed. */
function encodeForCache(html: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(html))
  bytes.write(html)
  return bytes
}
