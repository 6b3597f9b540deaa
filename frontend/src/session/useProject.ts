/** Who is signed in, which project the address names, and what the person may do in it. */
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { useParams } from "react-router";
import { SESSION } from "@/api/queries";
import { fetchSession, type Project, type Right, type Session } from "./session";
import { type KeyEvents, NONE, useKeyEvents } from "./useKeyEvents";

/** The project of a page that is open to anybody: no session is asked for, and nothing but looking is allowed. */
export const OpenProject = createContext<Project | undefined>(undefined);

export function useSessionQuery() {
  const open = useContext(OpenProject);
  return useQuery({ queryKey: SESSION, queryFn: fetchSession, staleTime: Infinity, retry: false, enabled: open === undefined });
}

/** The session; undefined until it is known (the shell waits for it, so pages always have one). */
export function useSession(): Session | undefined {
  return useSessionQuery().data;
}

/** The project that the address names. Only below the shell, which has checked that there is one. */
export function useProject(): Project & { key_events: KeyEvents } {
  const { project: id } = useParams();
  const found = useSession()?.projects.find((one) => one.id === id);
  const key_events = useKeyEvents(id).data;
  const open = useContext(OpenProject);
  if (open) return { ...open, key_events: NONE };
  if (!found || !key_events) throw new Error(`no project ${id} in the session`);
  return { ...found, key_events };
}

/** May the person do this here? `const may = useMay(); may("export")`. */
export function useMay(): (right: Right) => boolean {
  const { rights } = useProject();
  return (right) => rights.includes(right);
}
