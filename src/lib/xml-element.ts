/** An element of a small tree: its name without prefix, its attributes as written, its content in order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => typeof child !== "string" && child.name === name) as XmlElement[];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element && childrenOf(element, name)[0];
}

/** All text of an element, that of the elements inside included. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** The text of the first child of that name; undefined when there is none. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  const child = childOf(element, name);
  return child && textOf(child);
}
