/**
 * Runs before the test files of a process. The first undici that is loaded serves `fetch` for the whole process, and the one
 * that cheerio brings refuses requests created by Node. Node loads its own at first use, which this triggers.
 */
void new Headers()
