/** The session as the server tells it: read, opened and closed. */
import { ApiError, refusal, speaking } from "@/api/client";

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

const EVERY: readonly Right[] = ["read", "export", "analyse", "operate", "people", "manage", "own"];

/** Raises ApiError 401 where nobody is signed in (`extra.setup` = no account exists yet). */
export async function fetchSession(): Promise<Session> {
  const response = await reached(fetch("/api/session"));
  if (response.status === 404 && import.meta.env.DEV) return keyOnly();
  const told = await response.json().catch(() => null);
  if (!response.ok) throw refusal(response.status, told);
  const session = told as Session;
  speaking.csrf = session.csrf;
  return session;
}

async function reached(call: Promise<Response>): Promise<Response> {
  try {
    return await call;
  } catch {
    throw new ApiError(0, "unreachable", "");
  }
}

/** In development a key speaks instead of a person: one project, every right. */
function keyOnly(): Session {
  const project: Project = {
    id: "current",
    name: "Development",
    timezone: "Asia/Shanghai",
    currency: "CNY",
    role: "owner",
    rights: EVERY,
    key_events: { sign_up: null, activation: null, revenue: null },
  };
  return { account: { id: "dev", email: "dev@uems.local", name: "Dev" }, csrf: "", projects: [project] };
}
