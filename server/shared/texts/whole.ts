/** Numbers of cases and codes of units ("SS-2026-000007", "SFH-A-0433"), which do not break at their hyphens in a sentence. */
export const wholeWords = /\b[A-Z]{2,4}-[A-Z0-9]{1,4}-\d{4,7}\b/g
