import { type Element, type PaperOptions, Pen, type TextBox } from './paper.pen.ts';
import { colors, loadFonts, type StyleName, sheet } from './paper.style.ts';

export type Fact = readonly [label: string, value: string];

export interface Column {
  readonly head: string;
  /** Part of the width, of all shares together. */
  readonly share: number;
  readonly align: 'left' | 'right';
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly total: readonly string[];
}

export interface Footer {
  readonly left: string;
  readonly right: string;
  readonly below: string;
}

interface Row {
  readonly texts: readonly string[];
  readonly style: 'head' | 'cell' | 'total';
}

const sheetWidth = sheet.right - sheet.left;
const cellPadding = { x: 3, y: 2.5 } as const;
const labelHeight = 12;
const factGap = 16;

export async function openPaper(options: PaperOptions): Promise<Paper> {
  return new Paper(new Pen(options, await loadFonts()));
}

/**
 * A4 in the house's look, for every paper that the portal issues: PDF/A-3, made to be kept with its data
 * attached. Blocks are placed from the top down; only lists and tables go on over a page, between their rows.
 */
export class Paper {
  readonly #pen: Pen;

  constructor(pen: Pen) {
    this.#pen = pen;
  }

  title(issuer: string, text: string, line: string): void {
    this.#block('P', issuer, 'issuer');
    this.#block('H1', text, 'title');
    this.#block('P', line, 'label');
    this.#pen.y += 16;
  }

  heading(text: string): void {
    const withWhatFollows = 140;
    this.#pen.makeRoom(withWhatFollows);
    this.#pen.y += 14;
    this.#block('H2', text, 'heading');
    this.#pen.y += 6;
  }

  subheading(text: string): void {
    const withWhatFollows = 60;
    this.#pen.makeRoom(withWhatFollows);
    this.#pen.y += 6;
    this.#block('H3', text, 'subheading');
    this.#pen.y += 3;
  }

  note(text: string): void {
    this.#block('P', text, 'label');
    this.#pen.y += 4;
  }

  /** A few figures side by side: the paper in one look. */
  glance(facts: readonly Fact[]): void {
    const height = 56;
    const padding = 14;
    const width = (sheetWidth - 2 * padding) / facts.length;
    this.#pen.makeRoom(height);
    this.#pen.tint(height);
    const list = this.#pen.open('L');
    for (const [index, [label, value]] of facts.entries()) {
      const box = { x: sheet.left + padding + index * width, y: this.#pen.y + 10, width };
      this.#pen.addItem(
        list,
        () => this.#pen.write(label, 'label', box),
        () => this.#pen.write(value, 'figure', { ...box, y: box.y + 15 }),
      );
    }
    this.#pen.y += height;
  }

  /** Labelled values, two side by side; an odd last one has the whole width. */
  facts(facts: readonly Fact[]): void {
    const list = this.#pen.open('L');
    for (const line of this.#factLines(facts)) {
      this.#pen.makeRoom(line.height);
      for (const [side, [label, value]] of line.facts.entries()) {
        const box = { x: sheet.left + side * (line.width + factGap), y: this.#pen.y, width: line.width };
        this.#pen.addItem(
          list,
          () => this.#pen.write(label, 'label', box),
          () => this.#pen.write(value, 'body', { ...box, y: box.y + labelHeight }),
        );
      }
      this.#pen.y += line.height;
    }
  }

  /** Facts under a heading of their own, all on one page. */
  signature(heading: string, facts: readonly Fact[]): void {
    const headingHeight = 44;
    const factsHeight = this.#factLines(facts).reduce((sum, line) => sum + line.height, 0);
    this.#pen.makeRoom(headingHeight + factsHeight);
    this.heading(heading);
    this.facts(facts);
  }

  /** Numbered paragraphs. */
  clauses(clauses: readonly (readonly [number: string, text: string])[]): void {
    const list = this.#pen.open('L');
    const indent = 26;
    const width = sheetWidth - indent;
    for (const [number, text] of clauses) {
      const height = this.#pen.measure(text, 'body', width);
      this.#pen.makeRoom(height);
      const { y } = this.#pen;
      this.#pen.addItem(
        list,
        () => this.#pen.write(number, 'body', { x: sheet.left, y, width: indent }),
        () => this.#pen.write(text, 'body', { x: sheet.left + indent, y, width }),
      );
      this.#pen.y += height + 3;
    }
  }

  /** The head is printed again on each page that the table reaches; a screen reader hears it once. */
  table({ columns, rows, total }: Table): void {
    const table = this.#pen.open('Table');
    const head: Row = { texts: columns.map((column) => column.head), style: 'head' };
    const body = rows.map((texts): Row => ({ texts, style: 'cell' }));
    this.#row(columns, head, table);
    for (const row of [...body, { texts: total, style: 'total' } as const]) {
      if (this.#pen.makeRoom(this.#rowHeight(columns, row))) this.#row(columns, head);
      this.#row(columns, row, table);
    }
    this.#pen.y += 4;
  }

  attach(name: string, text: string, description: string): void {
    this.#pen.attach(name, text, description);
  }

  finish(footer: (page: number, pages: number) => Footer): Promise<Buffer> {
    return this.#pen.finish((page, pages) => {
      const { left, right, below } = footer(page, pages);
      const line = { x: sheet.left, y: sheet.footer + 6, width: sheetWidth };
      this.#pen.rule(sheet.footer, colors.line);
      this.#pen.decorate(() => {
        this.#pen.write(left, 'footer', line);
        this.#pen.write(right, 'footer', { ...line, align: 'right' });
        this.#pen.write(below, 'footer', { ...line, y: line.y + 12 });
      });
    });
  }

  #block(tag: 'H1' | 'H2' | 'H3' | 'P', text: string, style: StyleName): void {
    const height = this.#pen.measure(text, style, sheetWidth);
    this.#pen.makeRoom(height);
    this.#pen.add(tag, () =>
      this.#pen.write(text, style, { x: sheet.left, y: this.#pen.y, width: sheetWidth }),
    );
    this.#pen.y += height;
  }

  #factLines(facts: readonly Fact[]): { facts: readonly Fact[]; width: number; height: number }[] {
    return Array.from({ length: Math.ceil(facts.length / 2) }, (_, index) => {
      const pair = facts.slice(2 * index, 2 * index + 2);
      const width = pair.length === 2 ? (sheetWidth - factGap) / 2 : sheetWidth;
      const valueHeight = Math.max(...pair.map(([, value]) => this.#pen.measure(value, 'body', width)));
      return { facts: pair, width, height: labelHeight + valueHeight + 5 };
    });
  }

  /** Without a table it is decoration: a head printed again. */
  #row(columns: readonly Column[], row: Row, table?: Element): void {
    const height = this.#rowHeight(columns, row);
    const cells = this.#cells(columns, row).map(
      ({ text, box }) =>
        () =>
          this.#pen.write(text, row.style, box),
    );
    if (table) this.#pen.addRow(table, row.style === 'head', cells);
    else for (const draw of cells) this.#pen.decorate(draw);
    this.#pen.y += height;
    this.#pen.rule(this.#pen.y, row.style === 'cell' ? colors.line : colors.accent);
  }

  #cells(columns: readonly Column[], { texts }: Row): { text: string; box: TextBox }[] {
    const shares = columns.reduce((sum, column) => sum + column.share, 0);
    let left: number = sheet.left;
    return columns.map(({ share, align }, index) => {
      const [x, width] = [left + cellPadding.x, (sheetWidth * share) / shares];
      left += width;
      const box = { x, y: this.#pen.y + cellPadding.y, width: width - 2 * cellPadding.x, align };
      return { text: texts[index] ?? '', box };
    });
  }

  #rowHeight(columns: readonly Column[], row: Row): number {
    const cells = this.#cells(columns, row);
    const heights = cells.map(({ text, box }) => this.#pen.measure(text, row.style, box.width));
    return Math.max(...heights) + 2 * cellPadding.y;
  }
}
