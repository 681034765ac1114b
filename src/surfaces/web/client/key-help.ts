const SETTING = "keys";

const KEYS: readonly (readonly [string, string])[] = [
  ["j", "Next paper"],
  ["k", "Paper before"],
  ["o", "Open the paper"],
  ["/", "Search"],
  ["?", "This list"],
];

/** Single keys may be switched off: speech input and tremor press them by accident (WCAG 2.1.4). */
export function areKeysOn(): boolean {
  return localStorage.getItem(SETTING) !== "off";
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

/** `<key-help>`: the dialog that lists the keys, and the switch that turns them off. `?` always opens it. */
export class KeyHelp extends HTMLElement {
  static show(): void {
    const help = document.querySelector("key-help") ?? document.body.appendChild(document.createElement("key-help"));
    help.querySelector("dialog")?.showModal();
  }

  connectedCallback(): void {
    const heading = element("h2", "Keys");
    heading.id = "key-help-title";
    const close = element("button", "Close");
    const dialog = element("dialog", heading, listOfKeys(), this.#switch(), element("form", close));
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.querySelector("form")?.setAttribute("method", "dialog");
    this.append(dialog);
  }

  #switch(): HTMLLabelElement {
    const box = element("input");
    box.type = "checkbox";
    box.checked = areKeysOn();
    box.addEventListener("change", () => localStorage.setItem(SETTING, box.checked ? "on" : "off"));
    return element("label", box, " Single keys do something");
  }
}

function listOfKeys(): HTMLDListElement {
  return element(
    "dl",
    ...KEYS.map(([key, meaning]) => element("div", element("dt", element("kbd", key)), element("dd", meaning))),
  );
}

customElements.define("key-help", KeyHelp);
