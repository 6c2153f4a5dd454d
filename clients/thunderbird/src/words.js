/* Words of a page in the language of Thunderbird. */

/** Fill every element that names its text; what follows in the element stays. */
export function translate(document) {
  document.documentElement.lang = messenger.i18n.getUILanguage();
  for (const element of document.querySelectorAll("[data-i18n]")) {
    element.textContent = messenger.i18n.getMessage(element.dataset.i18n);
  }
}
