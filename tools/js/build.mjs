/** Bundles the emulator into the one file the host program loads. Usage: `npm ci && npm run build`. */

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The first line of the bundle carries this, so that a stale one is noticed (`hatch_build.py` counts the same way). */
function sourcesHash() {
  const names = readdirSync(here(".")).filter((name) => /\.(ts|mjs)$/.test(name) || name === "package-lock.json");
  const hash = createHash("sha256");
  for (const name of names.sort()) hash.update(readFileSync(here(name)));
  return hash.digest("hex");
}

const notice = readFileSync(here("node_modules/avr8js/LICENSE"), "utf8").trim();

await build({
  entryPoints: [here("rig.ts")],
  outfile: here("../../host/pawpress/simulator/avr8js_generated.js"),
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "pawpressRig",
  target: "es2022",
  legalComments: "none",
  banner: { js: `/*! Built from tools/js, sources ${sourcesHash()}\n\nContains avr8js:\n\n${notice}\n*/` },
  logLevel: "warning",
});
