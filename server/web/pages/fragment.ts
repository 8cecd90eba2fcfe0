import { readTemplates, type Templates } from './templates.ts'

let templates: Templates | null = null

/**
 * Renders one partial alone, for pieces of HTML that are cached and used on many pages. A partial with texts or addresses of
 * its own (`t`, `pathTo`) needs a model with a `chrome` that names the language; another one gets finished strings only.
 */
export function createPartialRenderer<Model extends object>(name: string): (model: Model) => string {
  templates ??= readTemplates()
  const template = templates.partial(name)
  return model => flattenString(template(model))
}

/** Flattens a rendered text. A template leaves it in hundreds of pieces, which each page using it would copy one by one. */
const flattenString = (text: string): string => Buffer.from(text).toString()
