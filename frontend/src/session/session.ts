/** The session as the server tells it: read, opened and closed. */
import { answered, quiet, type Schemas, session as calls, speaking } from "@/api/client";
import { signInAgain } from "./again";

export type Role = Schemas["ProjectEntry"]["role"] & string;
export type Right = Schemas["ProjectEntry"]["rights"][number];
export type Account = Schemas["AccountBody"];

/** `timezone` is an IANA name: every time on the screen is said in it. `currency` is ISO 4217. */
export type Project = Omit<Schemas["ProjectEntry"], "role"> & { role: Role };

export interface Session {
  account: Account;
  csrf: string;
  projects: readonly Project[];
  may_create_project: boolean;
}

calls.signInAgain = signInAgain;
calls.renew = async () => void (await fetchSession());

/** Raises ApiError 401 where nobody is signed in (`extra.setup` = no account exists yet). */
export async function fetchSession(): Promise<Session> {
  return begun(await answered(quiet.GET("/api/session")));
}

/** Raises ApiError: `sign_in_refused`, `too_many_attempts` (`about` = seconds to wait). */
export async function openSession(email: string, password: string): Promise<Session> {
  return begun(await answered(quiet.POST("/api/session", { body: { email, password } })));
}

export async function closeSession(): Promise<void> {
  await quiet.DELETE("/api/session").catch(() => undefined);
  speaking.csrf = "";
}

/** The first account of an installation. */
export async function setUp(given: Schemas["SetupBody"]): Promise<Session> {
  return begun(await answered(quiet.POST("/api/setup", { body: given })));
}

/** What the server said of a session that it opened or found; with a key in development, nobody is named. */
export function begun(told: Schemas["SessionBody"]): Session {
  speaking.csrf = told.csrf;
  const account = told.account ?? { id: "", email: "", name: "API" };
  return { ...told, account, projects: told.projects.map((one) => ({ ...one, role: one.role ?? "admin" })) };
}
