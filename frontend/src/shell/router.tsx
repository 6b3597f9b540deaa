/** Which page answers which address. */
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { pages } from "./page";
import { Shell } from "./Shell";

const inside: RouteObject[] = pages.map((page) => ({
  path: page.path,
  lazy: async () => ({ Component: (await page.load()).default }),
}));

export const router = createBrowserRouter([
  { path: "/", element: <Navigate to="/p/current/home" replace /> },
  { path: "/p/:project", element: <Shell />, children: inside },
]);
