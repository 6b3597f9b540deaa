/** Which entries a typed text means, the best first: beginnings before middles before scattered letters. */

/** 0 = no match; larger is better. */
export function score(text: string, typed: string): number {
  const [hay, needle] = [text.toLocaleLowerCase(), typed.trim().toLocaleLowerCase()];
  if (!needle) return 1;
  const place = hay.indexOf(needle);
  if (place === 0) return 100 - Math.min(hay.length, 50) / 10;
  if (place > 0) return /[\s/·\-_.]/.test(hay[place - 1]!) ? 80 : 60 - Math.min(place, 20);
  return scattered(hay, needle) ? 10 : 0;
}

function scattered(hay: string, needle: string): boolean {
  let from = 0;
  for (const letter of needle) {
    from = hay.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return needle.length > 1;
}

/** Entries whose words match, best first; equal ones keep their order. */
export function matching<T extends { words: readonly string[] }>(entries: readonly T[], typed: string): T[] {
  return entries
    .map((entry) => ({ entry, points: Math.max(0, ...entry.words.map((word) => score(word, typed))) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ entry }) => entry);
}
