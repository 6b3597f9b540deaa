/** The console starts here: language, theme, server state and routes around the shell. */
import "@fontsource-variable/inter/wght.css";
import "./shell/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { queries } from "@/api/queries";
import { startLanguage } from "@/shell/language";
import { router } from "@/shell/router";
import { ThemeProvider } from "@/shell/ThemeProvider";

await startLanguage();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <RouterProvider router={router} />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
);
