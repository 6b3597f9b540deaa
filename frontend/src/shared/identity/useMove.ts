/** A merge, a split or an undo: after it every number may be another, so everything is asked again, but for a
 * preview of it: asked while the move is pending, that would be refused. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTell } from "../useTell";

export function useMove<Given, Found>(move: (given: Given) => Promise<Found>, then: (found: Found) => void) {
  const queries = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: move,
    onSuccess: async (found) => {
      then(found);
      await queries.invalidateQueries();
    },
    onError: tell.refusedAbout,
  });
}
