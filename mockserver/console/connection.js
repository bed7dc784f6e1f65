// Whether the server answers, as the rest of the console sees it: "change" is told when that changes.

class Connection extends EventTarget {
  #lost = false;

  get lost() { return this.#lost; }

  report(reached) {
    if (this.#lost === !reached) return;
    this.#lost = !reached;
    this.dispatchEvent(new Event('change'));
  }
}

export const connection = new Connection();
