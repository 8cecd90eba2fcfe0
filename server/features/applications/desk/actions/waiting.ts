import type { ActionForm, Making } from './form-parts.ts'

/** Where the case would stand on the waiting list. What is free is offered instead. */
export function waitlistPreview({ reader: { t }, file }: Making): Partial<ActionForm> {
  const free = file.choices.find(({ standing }) => standing?.status === 'available')
  if (free) return { blocked: t('application.choice-free', { code: free.code }) }
  return { preview: file.places.map(({ code, place, of }) => t('waiting.place', { code, place, total: of })) }
}
