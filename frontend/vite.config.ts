/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

declare const process: { env: Record<string, string | undefined> };

/** The server that `npm run dev` speaks to, and a secret key to speak with when nobody has signed in. */
const server = process.env.UEMS_DEV_SERVER ?? "http://127.0.0.1:8420";
const key = process.env.UEMS_DEV_KEY;
const proxy = {
  target: server,
  headers: key ? { Authorization: `Bearer ${key}` } : undefined,
};

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "dist", // hatch_build.py takes it from here into the package
    manifest: true,
    rollupOptions: { input: ["index.html", "docs.html"] },
    target: "es2022",
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: { "/api": proxy, "/v1": proxy, "/openapi.json": proxy },
  },
  test: { include: ["src/**/*.test.{ts,tsx}"], environment: "node" },
});
