/** The typed client: paths and bodies come from the server's OpenAPI; a refusal becomes an ApiError. */
import createClient, { type Middleware } from "openapi-fetch";
import { currentLanguage } from "@/shell/language";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** A refusal of the server (RFC 9457), or a wire that broke (`status` 0). `sentence` is in the person's language. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly sentence: string,
    readonly about: string = "",
    readonly extra: Record<string, unknown> = {},
  ) {
    super(`${code}: ${sentence}`);
  }
}

/** Whom the calls speak for: the project in the URL and the session's CSRF token; set by the shell. */
export const speaking = { project: "", csrf: "" };

/** What the session does when a call finds it ended or renewed: both resolve when the call may be made again. */
export const session = {
  signInAgain: (): Promise<void> => Promise.reject(new Error("no session")),
  renew: (): Promise<void> => Promise.reject(new Error("no session")),
};

/** As fetch; a call that finds the session ended waits for the person to sign in again and is then repeated. */
export async function patient(request: Request): Promise<Response> {
  const spare = request.clone();
  const response = await fetch(request);
  const again = await remedy(response);
  if (!again) return response;
  try {
    await again();
  } catch {
    return response;
  }
  if (speaking.csrf && spare.method !== "GET") spare.headers.set("X-CSRF-Token", speaking.csrf);
  return fetch(spare);
}

async function remedy(response: Response): Promise<(() => Promise<void>) | undefined> {
  if (response.status !== 401 && response.status !== 403) return undefined;
  const problem = (await response.clone().json().catch(() => null)) as { code?: string } | null;
  if (response.status === 401) return LOST.has(problem?.code ?? "") ? session.signInAgain : undefined;
  return problem?.code === "csrf" ? session.renew : undefined;
}

const LOST = new Set(["session_expired", "sign_in_required", "key_refused"]);

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", currentLanguage());
    if (speaking.project) request.headers.set("X-UEMS-Project", speaking.project);
    if (request.method !== "GET" && speaking.csrf) request.headers.set("X-CSRF-Token", speaking.csrf);
    return request;
  },
};

export const api = createClient<paths, "application/json">({ baseUrl: "/", fetch: patient });
api.use(headers);

/** For the session's own calls: a refusal is the answer, nobody is asked to sign in first. */
export const quiet = createClient<paths, "application/json">({ baseUrl: "/" });
quiet.use(headers);

/** The data of a call, or an ApiError thrown: `await answered(api.GET("/api/reports"))`. */
export async function answered<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let got;
  try {
    got = await call;
  } catch (broken) {
    if (broken instanceof DOMException && broken.name === "AbortError") throw broken;
    throw new ApiError(0, "unreachable", "");
  }
  if (got.response.ok) return got.data as T;
  throw refusal(got.response.status, got.error);
}

/** What a problem document says. */
export function refusal(status: number, problem: unknown): ApiError {
  const told = (typeof problem === "object" && problem !== null ? problem : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof told[name] === "string" ? (told[name] as string) : "");
  return new ApiError(status, text("code") || `http_${status}`, text("detail") || text("title"), text("about"), told);
}
