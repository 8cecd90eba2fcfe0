/**
 * Returns the certain failures of A and AA criteria: the rule, such as `sia-r69`, and the element or text, shortened. `seen`
 * is a page as Alfa's own scripts read it in the browser: JSON of its `document` and the `device`. `quick` leaves out the
 * rule about the focus indicator, which takes as long as all others. `opened` checks only the sizes of targets in scrolling
 * frames, on a page where these have been opened.
 */
export function judgedByAlfa(
  seen: string,
  care: { quick: boolean; opened?: boolean },
): Promise<{ rule: string; where: string }[]>
