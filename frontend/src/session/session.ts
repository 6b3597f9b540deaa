/** The session as the server tells it: read, opened and closed. */
import { ApiError, refusal, session as calls, speaking } from "@/api/client";
import { signInAgain } from "./again";

export type Role = "owner" | "admin" | "analyst" | "operator" | "support" | "viewer";
export type Right = "read" | "export" | "analyse" | "operate" | "people" | "manage" | "own";

/** Which events a key event counts: the contract's EventFilter. */
export interface EventFilter {
  event: string | null;
  where?: Record<string, unknown>[];
}

/** The three events that Home and the starter reports are about; null = not chosen yet. */
export interface KeyEvents {
  sign_up: EventFilter | null;
  activation: EventFilter | null;
  revenue: { event: string; where?: Record<string, unknown>[]; property: string } | null;
}

export interface Project {
  id: string;
  name: string;
  /** IANA name; every time on the screen is said in it. */
  timezone: string;
  /** ISO 4217. */
  currency: string;
  role: Role;
  rights: readonly Right[];
  key_events: KeyEvents;
}

export interface Account {
  id: string;
  email: string;
  name: string;
}

export interface Session {
  account: Account;
  csrf: string;
  projects: readonly Project[];
}

calls.signInAgain = signInAgain;
calls.renew = async () => void (await fetchSession());

/** Raises ApiError 401 where nobody is signed in (`extra.setup` = no account exists yet). */
export async function fetchSession(): Promise<Session> {
  const response = await reached(fetch("/api/session"));
  if (response.status === 404 && import.meta.env.DEV) return keyOnly();
  return understood(response);
}

/** Raises ApiError: `sign_in_refused`, `too_many_attempts` (`about` = seconds to wait). */
export async function openSession(email: string, password: string): Promise<Session> {
  return understood(await reached(fetch("/api/session", posted({ email, password }))));
}

export async function closeSession(): Promise<void> {
  await fetch("/api/session", { method: "DELETE", headers: { "X-CSRF-Token": speaking.csrf } }).catch(() => undefined);
  speaking.csrf = "";
}

/** The first account of an installation. */
export async function setUp(given: { token: string; email: string; name: string; password: string }): Promise<Session> {
  return understood(await reached(fetch("/api/setup", posted(given))));
}

async function understood(response: Response): Promise<Session> {
  const told = await response.json().catch(() => null);
  if (!response.ok) throw refusal(response.status, told);
  const session = told as Session;
  speaking.csrf = session.csrf;
  return session;
}
