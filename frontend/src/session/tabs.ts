/** Tabs of one browser follow each other: who signed in or out. Language and theme follow by their storage. */

export type Word = { said: "in"; account: string } | { said: "out" };

const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("uems.session");

export function tellTabs(word: Word): void {
  channel?.postMessage(word);
}

export function onTabs(heard: (word: Word) => void): () => void {
  const listen = (event: MessageEvent<Word>) => heard(event.data);
  channel?.addEventListener("message", listen);
  return () => channel?.removeEventListener("message", listen);
}
