/**
 * `seen` is a page as Alfa's own scripts read it in the browser: JSON of its `document` and the `device`. What
 * fails the criteria of A and AA for certain: the rule, as `sia-r69`, and the element or text, cut short. `quick` leaves out the
 * rule about the mark of the focus, which takes as long as all others. `opened`: nothing but the sizes of targets in frames that
 * scroll, of a page on which those have been opened.
 */
export function judgedByAlfa(
  seen: string,
  care: { quick: boolean; opened?: boolean },
): Promise<{ rule: string; where: string }[]>
