import type { FormValues } from '#web/forms/forms.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { Merge } from '#web/forms/edit-merge.ts'
import type { LaterChanges } from '#features/premises/listing/later-changes.ts'
import { fieldLabel, formatValue } from './value-text.ts'

export type Clash = { merge: Merge; mine: FormValues; now: FormValues; since: LaterChanges }

type Row = { name: string; label: string; mine: string; theirs: string; was: string | null; who: string | null }
export type ClashPart = {
  sentence: string
  /** Changed by both: the user must choose. */
  clashing: Row[]
  /** Changed only by others: the form below contains their values. */
  theirs: Row[]
}

type Context = Reader & { labels?: 'listing' | 'building' }

/** Compares two people's changes of the same record, field by field. */
export function clashPart(context: Context, { merge, ...values }: Clash): ClashPart {
  return {
    sentence: context.t('listing.clash.title'),
    clashing: merge.clashing.map(name => rowOf(context, name, values)),
    theirs: merge.theirs.map(name => rowOf(context, name, values)),
  }
}

function rowOf({ t, locale, labels }: Context, name: string, { mine, now, since }: Omit<Clash, 'merge'>): Row {
  const change = since.get(name)
  return {
    name,
    label: fieldLabel(t, name, labels),
    mine: formatValue({ t, locale }, name, mine[name]),
    theirs: formatValue({ t, locale }, name, now[name]),
    was: change ? formatValue({ t, locale }, name, change.was) : null,
    who: change
      ? t('listing.clash.who', { who: change.by || t('listing.history.system'), at: formatInstant(locale, change.at) })
      : null,
  }
}
