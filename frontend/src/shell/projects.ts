/** Calls about projects that the shell itself makes. */
import { answered, api, type Schemas } from "@/api/client";

export function createProject(given: { name: string; timezone: string; currency: string }): Promise<Schemas["ProjectMade"]> {
  return answered(api.POST("/api/projects", { body: given }));
}
