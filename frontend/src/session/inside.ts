/** Where somebody goes on to after signing in. */

/** Only an address of this console: never another site's. Browsers skip tabs and line ends in an address, so these are none. */
export function inside(next: string | null): string {
  return next && /^\/(?![/\\])\P{Cc}*$/u.test(next) ? next : "/";
}
