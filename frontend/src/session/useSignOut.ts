/** Signing out: the session ends on the server, what was read is forgotten, other tabs follow. */
import { useNavigate } from "react-router";
import { queries } from "@/api/queries";
import { giveUp } from "./again";
import { closeSession } from "./session";
import { tellTabs } from "./tabs";

export function useSignOut(): () => void {
  const navigate = useNavigate();
  return () =>
    void closeSession().finally(() => {
      tellTabs({ said: "out" });
      forget();
      void navigate("/sign-in", { replace: true });
    });
}

/** Nothing of the person who left may be seen by the next one. */
export function forget(): void {
  giveUp();
  queries.clear();
}
