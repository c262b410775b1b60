// Makes two things smaller, for scripts/assets.py: the components' script holds only the components
// that pages use, and a font only the letters, weights and features that pages use.
// Run as: node assets.mjs plan.json, where the packages are installed. The plan:
//   {"script": {"modules": [...], "to": path},
//    "fonts": [{"from": path, "to": path, "characters": text, "axes": {...}, "features": [...]}]}
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import subset from "subset-font";

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));

await build({
  stdin: {
    contents: plan.script.modules.map((name) => `import ${JSON.stringify(name)};`).join("\n"),
    resolveDir: process.cwd(),
  },
  bundle: true, minify: true, format: "iife", target: "es2022", legalComments: "none",
  logLevel: "warning", outfile: plan.script.to,
});

for (const font of plan.fonts) {
  const made = await subset(await readFile(font.from), font.characters, {
    targetFormat: "woff2", variationAxes: font.axes, keepFeatures: font.features,
  });
  await writeFile(font.to, made);
}
