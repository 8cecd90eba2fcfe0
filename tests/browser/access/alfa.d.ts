/** A page as Alfa's own scripts read it in the browser. */
export type Seen = { document: object; device: object }

/**
 * What fails the criteria of A and AA for certain: the rule, as `sia-r69`, and the element or text, cut short. `quick` leaves out
 * the rule about the mark of the focus, which takes as long as all others.
 */
export function judgedByAlfa(seen: Seen, care: { quick: boolean }): Promise<{ rule: string; where: string }[]>
