/* Mozilla's own rules and the one against unsafe markup; .ci/run says what must be installed for them. */
import js from "@eslint/js";
import globals from "globals";
import mozilla from "eslint-plugin-mozilla";
import noUnsanitized from "eslint-plugin-no-unsanitized";

export default [
  js.configs.recommended,
  ...[mozilla.configs["flat/recommended"]].flat(),
  noUnsanitized.configs.recommended,
  {
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: "module",
      globals: { ...globals.browser, ...globals.webextensions, messenger: "readonly" },
    },
    rules: {
      "no-implied-eval": "error", "no-eval": "error", "no-new-func": "error", "no-var": "error", "prefer-const": "error",
      eqeqeq: "error", "no-restricted-properties": ["error",
        { property: "innerHTML", message: "text from a mail is never markup" },
        { property: "outerHTML", message: "text from a mail is never markup" },
        { property: "insertAdjacentHTML", message: "text from a mail is never markup" }],
    },
  },
];
