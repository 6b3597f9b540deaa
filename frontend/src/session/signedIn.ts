/** What follows a sign-in: the session is known here and in the other tabs. */
import { queries, SESSION } from "@/api/queries";
import { resume } from "./again";
import type { Session } from "./session";
import { tellTabs } from "./tabs";

export function signedIn(session: Session): void {
  queries.setQueryData(SESSION, session);
  tellTabs({ said: "in", account: session.account.id });
  resume();
}
