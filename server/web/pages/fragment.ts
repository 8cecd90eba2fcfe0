import { readTemplates, type Templates } from './templates.ts'

let templates: Templates | null = null

/**
 * Renders one partial by itself, for pieces of HTML that are kept and used again on many pages. Such a partial gets
 * finished strings only: there is no page around it whose language `t` could take.
 */
export function fragment<Model extends object>(name: string): (model: Model) => string {
  templates ??= readTemplates()
  const template = templates.partial(name)
  return model => inOnePiece(template(model))
}

/** A template leaves a text in hundreds of pieces, which each page that holds it would have to copy one by one. */
const inOnePiece = (text: string): string => Buffer.from(text).toString()
