/** The HTTP reference: Swagger UI on the server's own description, from our own files, in the console's theme. */
import "swagger-ui-dist/swagger-ui.css";
import "./docs.css";
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

const kept = localStorage.getItem("uems.theme");
const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.classList.toggle("dark-mode", dark);
document.documentElement.style.colorScheme = dark ? "dark" : "light";

// Every room is opened by a click: all routes at once take the browser half a minute.
SwaggerUI({ url: "/openapi.json", dom_id: "#docs", tryItOutEnabled: true, docExpansion: "none", defaultModelsExpandDepth: -1 });
