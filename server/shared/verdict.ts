/** The answer of a rule: yes, or no with the reason. Rules are pure: no clock, no database. */
export type Verdict<Reason extends string> = { ok: true } | { ok: false; reason: Reason }

export const yes = { ok: true } as const
export const no = <Reason extends string>(reason: Reason): { ok: false; reason: Reason } => ({ ok: false, reason })
