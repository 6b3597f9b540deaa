/** The tree of tags: folders named with / between their levels, each with how many tags lie in and below it. */
import type { Entry } from "./useTags";

export interface Folder {
  key: string;
  title: string;
  count: number;
  children: Folder[];
}

export function treeOf(tags: readonly Pick<Entry, "folder">[]): Folder[] {
  const roots: Folder[] = [];
  for (const { folder } of tags) {
    let level = roots;
    const levels = folder.split("/").filter(Boolean);
    levels.forEach((title, n) => {
      const key = levels.slice(0, n + 1).join("/");
      let here = level.find((one) => one.key === key);
      if (!here) {
        here = { key, title, count: 0, children: [] };
        level.push(here);
        level.sort((a, b) => a.title.localeCompare(b.title));
      }
      here.count += 1;
      level = here.children;
    });
  }
  return roots;
}

/** Whether a tag lies in the folder or below it; "" holds all. */
export const within = (folder: string, tag: Pick<Entry, "folder">): boolean => {
  const place = tag.folder.split("/").filter(Boolean).join("/");
  return folder === "" || place === folder || place.startsWith(`${folder}/`);
};
