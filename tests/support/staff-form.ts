import type { Response } from 'supertest'
import { renderedPage } from './rendered-page.ts'

type Form = Record<string, string | string[]>

/** Returns what a browser would send for a form it was shown, with some values changed. */
export function typedInto(response: Response, changes: Form = {}, selector = '.staff-form'): Form {
  const { $ } = renderedPage(response)
  const form: Form = {}
  for (const { name, value } of $(selector).serializeArray()) {
    const before = form[name]
    form[name] = before === undefined ? value : [before, value].flat()
  }
  return { ...form, ...changes }
}
