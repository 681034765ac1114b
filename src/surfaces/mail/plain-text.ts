const COLUMNS = 72;

/** A text in lines of 72 columns; a word longer than that, as addresses are, keeps a line of its own. */
export function wrap(text: string, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (indent.length + longer.length > COLUMNS && line !== "") {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== "") lines.push(line);
  return lines.map((filled) => indent + filled).join("\n");
}

export const RULE = "-".repeat(COLUMNS);
