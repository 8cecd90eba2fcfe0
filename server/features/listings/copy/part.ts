import type { Premises } from '#models/premises/premises.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { FormFailure } from '#web/forms/forms.ts'
import { type Control, controlOf, type FormState } from '../form/controls.ts'

export type CopyPart = { action: string; controls: Control[] }

/** The small form beside a premises that makes another one like it. A refused one shows what was typed. */
export function copyPart(
  { t, locale }: Reader,
  { path, premises, failure }: { path: string; premises: Premises; failure: FormFailure | undefined },
): CopyPart {
  const typed = failure?.typed ?? { building: premises.buildingCode }
  const state: FormState = { t, locale, labels: 'copy', typed, errors: failure?.errors ?? {} }
  return {
    action: `${path}/copy`,
    controls: [
      controlOf({ ask: 'line', name: 'building' }, state),
      controlOf({ ask: 'line', name: 'unit', decimal: false }, state),
      controlOf({ ask: 'flag', name: 'withPhotos' }, state),
    ],
  }
}
