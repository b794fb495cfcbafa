// Builds static/vendor/ from the locked packages. Called by build.rs with the stamp of the sources as its only
// argument; by hand: `npm ci --ignore-scripts && node vendor.mjs`. Same lock file, same bytes.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { compile } from "sass"

const here = dirname(fileURLToPath(import.meta.url))
const out = join(here, "..", "static", "vendor")
const stamp = process.argv[2] ?? "by-hand"
const { version } = JSON.parse(readFileSync(join(here, "node_modules/govuk-frontend/package.json"), "utf8"))
const banner =
  `/* govuk-frontend ${version}, MIT licence, Copyright (c) Crown Copyright (Government Digital Service). ` +
  `Parts chosen in frontend/. Built from ${stamp} */\n`

mkdirSync(out, { recursive: true })
for (const name of ["vendor-staff", "vendor"]) {
  const { css } = compile(join(here, `${name}.scss`), {
    loadPaths: [join(here, "node_modules")],
    style: "compressed",
    charset: false,
    quietDeps: true
  })
  // Written aside and renamed, so that nobody reads half a file; vendor.css last, because it carries the stamp.
  const file = join(out, `${name}.css`)
  writeFileSync(`${file}.new`, banner + css.trim() + "\n")
  renameSync(`${file}.new`, file)
}
