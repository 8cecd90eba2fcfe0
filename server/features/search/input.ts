import { z } from 'zod'

/** MongoDB fails on a pattern with a NUL in it. Searches forgive: what is too long to be a name, a number or a code is cut. */
export const everythingQuery = z.object({
  q: z
    .string()
    .catch('')
    .transform(typed =>
      typed
        .replaceAll(/[\u0000-\u001f\u007f\s]+/g, ' ')
        .trim()
        .slice(0, 100),
    ),
})
