/**
 * Runs before the files of a process of tests. Whichever undici is loaded first sends what `fetch` is asked for in the whole
 * process, and cheerio brings one that refuses requests of Node's: Node loads its own when it is first needed, so here.
 */
void new Headers()
