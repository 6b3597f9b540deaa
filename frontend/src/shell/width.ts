/** How wide the window is, in three steps: menu with names, menu of icons, menu in a drawer. */
import { useSyncExternalStore } from "react";

export type Width = "wide" | "middle" | "phone";

const wide = matchMedia("(min-width: 1024px)");
const middle = matchMedia("(min-width: 768px)");

export function useWidth(): Width {
  return useSyncExternalStore(
    (changed) => {
      wide.addEventListener("change", changed);
      middle.addEventListener("change", changed);
      return () => {
        wide.removeEventListener("change", changed);
        middle.removeEventListener("change", changed);
      };
    },
    () => (wide.matches ? "wide" : middle.matches ? "middle" : "phone"),
  );
}
