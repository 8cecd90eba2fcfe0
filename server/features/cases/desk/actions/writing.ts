import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Actor } from '#features/cases/states.ts'
import type { ActionSpec } from './action.ts'
import { field } from './form-parts.ts'

const handlesCases = (_file: CaseFile, { kind }: Actor): boolean => kind === 'reviewer' || kind === 'decider'

/** Two things that must not be confused: what colleagues tell one another, and what the applicant is told. */
export const writingActions = [
  {
    name: 'notes',
    place: 'notes',
    isOpen: (_file, { kind }) => kind === 'reviewer' || kind === 'decider' || kind === 'administrator',
    form: making => ({ fields: [field(making, 'internalNote', { several: true, rows: 3 })] }),
  },
  {
    name: 'messages',
    place: 'messages',
    isOpen: handlesCases,
    form: making => ({ fields: [field(making, 'publicMessage', { several: true, rows: 4 })] }),
  },
  {
    name: 'messages-settled',
    place: 'messages',
    isOpen: (file, actor) => handlesCases(file, actor) && (file.application.unansweredMessages ?? 0) > 0,
    bare: true,
  },
] as const satisfies readonly ActionSpec[]
