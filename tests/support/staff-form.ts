import type { Response } from 'supertest'
import { renderedPage } from './rendered-page.ts'

type Form = Record<string, string | string[]>

/** What a browser would send back of a form it was shown, with some of it changed. */
export function typedInto(response: Response, changes: Form = {}, selector = '.staff-form'): Form {
  const { $ } = renderedPage(response)
  const form: Form = {}
  for (const { name, value } of $(selector).serializeArray()) {
    const before = form[name]
    form[name] = before === undefined ? value : [before, value].flat()
  }
  return { ...form, ...changes }
}
