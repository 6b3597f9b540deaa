/** Which page answers which address. */
import { createBrowserRouter, type RouteObject } from "react-router";
import { Entered, Landing, Signed } from "@/session/Signed";
import { NotFound } from "./NotFound";
import { pages } from "./page";
import { RouteError } from "./RouteError";

const inside: RouteObject[] = pages.map((page) => ({
  path: page.path,
  handle: page.name,
  lazy: async () => ({ Component: (await page.load()).default }),
  ErrorBoundary: RouteError,
}));

export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    children: [
      { path: "/sign-in", lazy: async () => ({ Component: (await import("@/session/SignIn")).SignIn }) },
      { path: "/setup", lazy: async () => ({ Component: (await import("@/session/SetUp")).SetUp }) },
      { path: "/shared/:token", lazy: async () => ({ Component: (await import("@/pages/dashboard/Shared")).default }) },
      { path: "/invite", lazy: async () => ({ Component: (await import("@/session/Invitation")).Invitation }) },
      {
        Component: Signed,
        children: [
          { path: "/", Component: Landing },
          { path: "/account", lazy: async () => ({ Component: (await import("@/session/AccountPage")).AccountPage }) },
          { path: "/p/:project", Component: Entered, children: [...inside, { path: "*", Component: NotFound }] },
        ],
      },
      { path: "*", Component: NotFound },
    ],
  },
]);
