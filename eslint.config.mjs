// The page's scripts are read one after the other inside one function (exports/page.py), so each
// is linted inside that whole program: a name that no file defines, or no file uses, is then seen.

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import js from "@eslint/js";

const root = import.meta.dirname;
const listed = /SCRIPTS = \(([^)]*)\)/.exec(readFileSync(join(root, "exports/page.py"), "utf8"));
const scripts = [...listed[1].matchAll(/"([^"]+)"/g)].map(([, name]) => name);
const head = '(function () {\n"use strict";\n';

/** First line of each file within the program, counted from one. */
const starts = new Map();

const insideProgram = {
  meta: { name: "inside-program" },
  preprocess(text, filename) {
    if (!scripts.includes(basename(filename))) throw new Error(`exports/page.py does not list ${filename}`);
    let line = head.split("\n").length;
    const parts = scripts.map((name) => {
      const part = name === basename(filename) ? text : readFileSync(join(dirname(filename), name), "utf8");
      starts.set(name, line);
      line += `${part}\n`.split("\n").length - 1;
      return part;
    });
    return [{ text: `${head}${parts.join("\n")}})();\n`, filename: "program.js" }];
  },
  postprocess([messages], filename) {
    const name = basename(filename);
    const start = starts.get(name);
    const next = starts.get(scripts[scripts.indexOf(name) + 1]) ?? Infinity;
    return messages
      .filter(({ line }) => line >= start && line < next)
      .map((message) => ({ ...message, line: message.line - start + 1, endLine: undefined, fix: undefined }));
  },
};

/** Only what is used: the browser's own list has `name`, `status` and `event`, which hide slips. */
const browser = [
  "Blob", "CanvasRenderingContext2D", "DocumentFragment", "Element", "HTMLElement", "HTMLInputElement", "HTMLSelectElement",
  "Node", "ResizeObserver", "URL", "URLSearchParams", "XMLSerializer", "addEventListener", "clearTimeout", "document",
  "getComputedStyle", "history", "location", "matchMedia", "navigator", "requestAnimationFrame", "setTimeout",
  "window",
];

const faults = {
  "array-callback-return": "error",
  "consistent-return": "off", // tsc checks it, knowing which functions return nothing
  "default-case-last": "error",
  eqeqeq: "error",
  "no-constructor-return": "error",
  "no-console": "error",
  "no-else-return": "error",
  "no-eval": "error",
  "no-implicit-coercion": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-param-reassign": "error",
  "no-return-assign": ["error", "except-parens"],
  "no-script-url": "error",
  "no-self-compare": "error",
  "no-sequences": "error",
  "no-shadow": "error",
  "no-throw-literal": "error",
  "no-unmodified-loop-condition": "error",
  "no-unused-expressions": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_$", caughtErrors: "all" }],
  // Functions may stand anywhere; a constant must come before what uses it when the page starts.
  "no-use-before-define": ["error", { functions: false, classes: true, variables: false }],
  "no-useless-return": "error",
  "no-var": "error",
  "prefer-const": "error",
  "max-lines-per-function": ["error", { max: 40, IIFEs: false }],
  complexity: ["error", 10],
};

/** Text goes in as text, and the page asks for nothing. */
const promises = {
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment", "write", "writeln"].map(
      (property) => ({ property, message: "text goes into the page as text: see elements.js" }),
    ),
  ],
  "no-restricted-globals": [
    "error",
    ...["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "Image", "localStorage"].map((name) => ({
      name,
      message: "the page asks for nothing and keeps nothing",
    })),
  ],
};

export default [
  { files: ["exports/viewer/*.js"], processor: insideProgram },
  {
    files: ["**/*_program.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "script",
      globals: Object.fromEntries(browser.map((name) => [name, "readonly"])),
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { ...js.configs.recommended.rules, ...faults, ...promises },
  },
];
