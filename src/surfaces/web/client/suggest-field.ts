import { fetchSuggestions, type SuggestedSearch } from "./suggestions.ts";

/** Between two letters of somebody who types at leisure. */
const PAUSE_MS = 120;
const SHORTEST = 2;

/**
 * `<suggest-field>`: makes the text field in it a combobox whose list follows what is written (WAI-ARIA Authoring
 * Practices, editable combobox with list autocomplete). The form around it works as it did.
 */
class SuggestField extends HTMLElement {
  readonly #list = document.createElement("ul");
  #input: HTMLInputElement | undefined;
  #suggestions: readonly SuggestedSearch[] = [];
  /** The suggestion that the arrow keys are at; -1 while they are in the field. */
  #active = -1;
  #asking: AbortController | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const input = this.querySelector("input");
    if (!input || this.#input) return;
    this.#input = input;
    this.#list.id = `${input.id}-suggestions`;
    this.#list.className = "suggestions";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", "Suggestions");
    this.append(this.#list);
    // A field of the type search may not be a combobox.
    input.type = "text";
    input.enterKeyHint = "search";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.#list.id);
    input.addEventListener("input", (event) => this.#written(event));
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("blur", () => this.#close());
    input.form?.addEventListener("submit", () => this.#close());
  }

  /** Half-written characters of an input method are none yet. */
  #written(event: Event): void {
    if (event instanceof InputEvent && event.isComposing) return;
    this.#moveTo(-1);
    this.#forget();
    this.#pause = setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  /** Only the answer to the newest question is shown. */
  async #ask(): Promise<void> {
    this.#forget();
    const text = this.#input?.value.trim() ?? "";
    if (text.length < SHORTEST) return this.#show([]);
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const suggestions = await fetchSuggestions(text, asking.signal);
      if (!asking.signal.aborted) this.#show(suggestions);
    } catch {
      // Aborted, or no answer: whoever writes needs none to go on.
      if (!asking.signal.aborted) this.#show([]);
    }
  }

  #forget(): void {
    clearTimeout(this.#pause);
    this.#asking?.abort();
  }

  #show(suggestions: readonly SuggestedSearch[]): void {
    this.#suggestions = suggestions;
    this.#list.replaceChildren(...suggestions.map((suggestion, at) => this.#option(suggestion, at)));
    this.#setOpen(suggestions.length > 0 && document.activeElement === this.#input);
  }

  #option({ text, description, path }: SuggestedSearch, at: number): HTMLLIElement {
    const option = document.createElement("li");
    const words = document.createElement("span");
    const what = document.createElement("span");
    words.dir = "auto";
    words.textContent = text;
    what.className = "what";
    what.textContent = description;
    option.id = `${this.#list.id}-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(words, " ", what);
    // The field keeps the focus, or its blur would close the list before the click.
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => location.assign(path));
    return option;
  }

  #setOpen(isOpen: boolean): void {
    if (!isOpen) this.#moveTo(-1);
    this.#list.hidden = !isOpen;
    this.#input?.setAttribute("aria-expanded", String(isOpen));
  }

  #close(): void {
    this.#forget();
    this.#setOpen(false);
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const isOpen = !this.#list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        if (isOpen) this.#step(event.key === "ArrowDown" ? 1 : -1);
        else void this.#ask();
        return;
      case "Enter":
        if (this.#active < 0) return;
        event.preventDefault();
        location.assign(this.#suggestions[this.#active]?.path ?? location.href);
        return;
      case "Escape":
        if (isOpen) event.preventDefault();
        this.#close();
        return;
      case "Home":
      case "End":
      case "ArrowLeft":
      case "ArrowRight":
        this.#moveTo(-1);
    }
  }

  /** From the field to the first or last suggestion, on, and back to the field. */
  #step(by: 1 | -1): void {
    const places = this.#suggestions.length + 1;
    this.#moveTo(((this.#active + 1 + by + places) % places) - 1);
  }

  #moveTo(place: number): void {
    this.#list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = place;
    const option = this.#list.children[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#input?.setAttribute("aria-activedescendant", option.id);
    else this.#input?.removeAttribute("aria-activedescendant");
  }
}

customElements.define("suggest-field", SuggestField);
