// The tree of entities: children come page by page when they are asked for, so that large worlds open at once.
import {control} from '../api.js';
import {bar} from '../bars.js';
import {button, chip, fill, foreign, h} from '../dom.js';
import {count, gigabytes, instant, kilobytes} from '../format.js';

const PAGE = 100;
const FIRST_LINES = 30;

// `open(id)` is called when an entity is chosen; `failed(error)` when its children cannot be had.
export class Tree {
  constructor(open, failed) {
    this.open = open;
    this.failed = failed;
    this.selected = null;
    this.roots = this.#node({id: 0, hasChildren: true}, 0);
    this.nodes = new Map();
    this.element = h('div', {class: 'tree', role: 'tree', 'aria-label': 'Entities', on: {keydown: (event) => this.#key(event)}});
  }

  #node(row, level) { return {row, level, children: [], next: null, loaded: false, expanded: level === 0, element: null}; }

  // Loads the first levels: as much of them as fits on a screen.
  async start() {
    await this.#load(this.roots);
    const waiting = [...this.roots.children];
    for (let lines = waiting.length; waiting.length > 0 && lines < FIRST_LINES;) {
      const node = waiting.shift();
      await this.#expand(node);
      lines += node.children.length;
      waiting.push(...node.children.filter(({row}) => row.hasChildren));
    }
    this.#draw();
  }

  // Loads what is on the screen again, what is expanded staying so; draws only what has changed.
  async refresh() {
    const before = this.#content();
    const again = async (node) => {
      if (!node.loaded) return;
      const kept = new Map(node.children.map((child) => [child.row.id, child]));
      const wanted = Math.min(1000, Math.max(PAGE, node.children.length));
      await this.#load(node, {fresh: true, limit: wanted, kept});
      for (const child of node.children)
        if (child.expanded) await again(child);
    };
    await again(this.roots);
    if (this.#content() !== before) this.#draw();
  }

  #content() {
    const rows = (node) => node.children.map((child) => [child.row, child.expanded ? rows(child) : 0]);
    return JSON.stringify(rows(this.roots));
  }

  async #load(node, {fresh = false, limit = PAGE, kept = new Map()} = {}) {
    const {entities, next} = await control('entities', {query: {parent: node.row.id || '', after: fresh ? '' : node.next ?? '', limit}});
    const known = new Map(fresh ? [] : node.children.map((child) => [child.row.id, child]));
    for (const row of entities) {
      const child = kept.get(row.id) ?? known.get(row.id) ?? this.#node(row, node.level + 1);
      child.row = row;
      child.pinned = false;
      known.set(row.id, child);
      this.nodes.set(row.id, child);
      child.parent = node;
    }
    for (const child of kept.values())
      if (child.pinned && !known.has(child.row.id)) known.set(child.row.id, child);
    node.children = [...known.values()].sort((a, b) => Number(a.pinned ?? false) - Number(b.pinned ?? false));
    node.next = next;
    node.loaded = true;
  }

  async #expand(node) {
    if (!node.row.hasChildren) return;
    if (!node.loaded) await this.#load(node);
    node.expanded = true;
  }

  async toggle(node, expanded = !node.expanded) {
    try {
      if (expanded)
        await this.#expand(node);
      else
        node.expanded = false;
      this.#draw();
    } catch (error) {
      this.failed(error);
    }
  }

  // Opens the way down to an entity, `path` being the ids above it, and selects it.
  async reveal(wanted, path) {
    let node = this.roots;
    for (const id of [...path, wanted]) {
      if (!node.loaded) await this.#load(node);
      node.expanded = true;
      let child = node.children.find((one) => one.row.id === id);
      if (!child) {  // on a page that is not loaded: it stands behind those that are
        child = this.#node(await control(`entities/${id}`), node.level + 1);
        child.pinned = true;
        child.parent = node;
        node.children.push(child);
        this.nodes.set(id, child);
      }
      node = child;
    }
    this.select(wanted);
  }

  select(id) {
    this.selected = id;
    this.#draw();
    this.nodes.get(id)?.element?.scrollIntoView({block: 'nearest'});
  }

  #draw() {
    const focused = document.activeElement?.closest?.('.tree [data-id]')?.dataset.id;
    const lines = [];
    const visit = (node) => {
      const regular = node.children.filter((child) => !child.pinned);
      for (const child of regular) line(child);
      if (node.next !== null) lines.push(this.#more(node));
      for (const child of node.children)
        if (child.pinned) line(child);
    };
    const line = (node) => {
      lines.push(node.element = this.#line(node));
      if (node.expanded) visit(node);
    };
    visit(this.roots);
    fill(this.element, lines);
    const tabbable = this.nodes.get(this.selected)?.element ?? lines[0];
    if (tabbable) tabbable.tabIndex = 0;
    if (focused) this.element.querySelector(`[data-id="${focused}"]`)?.focus({preventScroll: true});
  }

  #more(node) {
    return h('div', {class: `line more level-${Math.min(6, node.level + 1)}`, role: 'none'}, button(`Show ${PAGE} more`, async () => {
               try {
                 await this.#load(node);
                 this.#draw();
               } catch (error) {
                 this.failed(error);
               }
             }, {class: 'quiet small'}));
  }

  #line(node) {
    const {row} = node;
    const twist = row.hasChildren ? h('span', {
      class: 'twist',
      'aria-hidden': 'true',
      on: {
        click: (event) => {
          event.stopPropagation();
          this.toggle(node);
        }
      }
    },
                                      node.expanded ? '▾' : '▸') :
                                    h('span', {class: 'twist'});
    return h(
        'div', {
          class: `line level-${Math.min(6, node.level)} ${row.status === 'Active' ? '' : 'inactive'}`,
          role: 'treeitem',
          tabindex: '-1',
          'data-item': true,
          'data-id': row.id,
          'aria-level': node.level,
          'aria-expanded': row.hasChildren ? String(node.expanded) : null,
          'aria-selected': String(this.selected === row.id),
          on: {click: () => this.open(row.id), dblclick: () => this.toggle(node)},
        },
        twist,
        h('span', {class: 'named'}, foreign(row.name, {class: 'name', title: row.name.slice(0, 300)}),
          row.status === 'Active' ? null : chip(row.status), row.managed ? null : chip('unmanaged', 'plain'),
          row.trialEnd && row.status !== 'Expired' ?
              h('span', {class: 'chip plain', title: `Trial ends ${instant(row.trialEnd)}`}, `trial to ${row.trialEnd.slice(0, 10)}`) :
              null),
        h('span', {class: 'type'}, row.type), h('span', {class: 'id'}, row.id),
        h('span', {class: 'space'}, row.diskQuotaGB === null ? null : quotaBar(row)));
  }

  #key(event) {
    const id = Number(event.target.closest?.('[data-id]')?.dataset.id);
    const node = this.nodes.get(id);
    if (!node || event.target !== node.element) return;
    const all = [...this.element.querySelectorAll('[data-id]')];
    const at = all.indexOf(node.element);
    const focus = (element) => {
      element?.focus();
      element?.scrollIntoView({block: 'nearest'});
    };
    const action = {
      ArrowDown: () => focus(all[at + 1]),
      ArrowUp: () => focus(all[at - 1]),
      Home: () => focus(all[0]),
      End: () => focus(all.at(-1)),
      Enter: () => this.open(id),
      ArrowRight: () => (node.expanded && node.children.length ? focus(all[at + 1]) : this.toggle(node, true)),
      ArrowLeft: () => (node.expanded ? this.toggle(node, false) : focus(node.parent?.element)),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }
}

// An entity's quota: what it has promised of it, and what its own accounts use.
export function quotaBar(row) {
  const used = row.usedSpaceKB / 1024 ** 2;
  return bar({
    used,
    promised: row.allocatedGB,
    allowed: row.diskQuotaGB,
    label: `${kilobytes(row.usedSpaceKB)} used, ${gigabytes(row.allocatedGB)} allocated of ${count(row.diskQuotaGB)} GB`
  });
}
