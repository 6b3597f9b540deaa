/** The cache of what the server answered: an answer stays fresh for half a minute, only failures of the wire repeat. */
import { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { ApiError } from "./client";

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status === 503),
    },
  },
});

export const SESSION = ["session"] as const;
export const besidesSession = { predicate: (query: { queryKey: readonly unknown[] }) => query.queryKey[0] !== SESSION[0] };

// Answers are worded in the language they were asked in, also those that are still on their way.
i18next.on("languageChanged", async () => {
  await queries.cancelQueries(besidesSession);
  await queries.invalidateQueries(besidesSession);
});
