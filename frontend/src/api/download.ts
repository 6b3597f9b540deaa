/** A list as a CSV file: the server streams it, the browser keeps it. */
import { fileName, save } from "@/chart/export";
import { answered, api } from "./client";

const FILE = { params: { query: { format: "csv" } }, parseAs: "blob" } as const;

/** The file of a list asked by POST, or of the members of a segment (then `asked` is its id), named after `name`. Raises ApiError. */
export async function downloadCsv(path: "/api/persons/query" | "/api/insight/people" | "/api/segments/{id}/members", asked: unknown, name: string): Promise<void> {
  const call =
    path === "/api/segments/{id}/members"
      ? api.GET(path, { ...FILE, params: { ...FILE.params, path: { id: asked as string } } })
      : api.POST(path, { ...FILE, body: asked as never });
  save((await answered(call)) as unknown as Blob, fileName(name, "csv"));
}
