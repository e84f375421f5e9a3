import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { colors, type Fonts, type StyleName, sheet, styles, type TextStyle } from './paper.style.ts';

export interface PaperOptions {
  readonly title: string;
  readonly language: string;
  /** Every date inside the file, so that the same content gives the same bytes. */
  readonly issuedAt: Date;
}

export interface TextBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export type Element = PDFKit.PDFStructureElement;
type Draw = () => void;

/** In a constant of its own because pdfkit's types do not know `scope` yet. */
const columnHead = { title: '', scope: 'Column' };

/**
 * Writes tagged text at a place. `y` moves down the sheet as blocks are written; what carries no meaning of its
 * own (lines, tints, a head printed again, footers) is marked as decoration, so that a screen reader skips it.
 */
export class Pen {
  y: number = sheet.top;
  readonly #pdf: PDFKit.PDFDocument;
  readonly #body: Element;
  readonly #issuedAt: Date;

  constructor({ title, language, issuedAt }: PaperOptions, { regular, bold }: Fonts) {
    this.#pdf = new PDFDocument({
      size: 'A4',
      margin: 0, // pages are broken by makeRoom only
      bufferPages: true,
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      tagged: true,
      displayTitle: true,
      lang: language,
      info: { Title: title, Producer: 'Quittance', Creator: 'Quittance', CreationDate: issuedAt },
    });
    this.#pdf.registerFont('regular', regular).registerFont('bold', bold);
    this.#body = this.#pdf.struct('Document');
    this.#pdf.addStructure(this.#body);
    this.#issuedAt = issuedAt;
  }

  /** Goes to a new page, and says so, if that much does not fit on this one. */
  makeRoom(height: number): boolean {
    if (this.y + height <= sheet.bottom) return false;
    this.#pdf.addPage();
    this.y = sheet.top;
    return true;
  }

  measure(text: string, style: StyleName, width: number): number {
    const { lineGap } = this.#use(style);
    return this.#pdf.heightOfString(text, { width, lineGap });
  }

  write(text: string, style: StyleName, { x, y, ...options }: TextBox): void {
    const { color, lineGap } = this.#use(style);
    this.#pdf.fillColor(color).text(text, x, y, { ...options, lineGap });
  }

  /** A piece of the text: a heading or a paragraph. */
  add(tag: 'H1' | 'H2' | 'H3' | 'P', draw: Draw): void {
    this.#body.add(this.#pdf.struct(tag, {}, draw));
  }

  /** A list or a table, filled while it is drawn. */
  open(tag: 'L' | 'Table'): Element {
    const element = this.#pdf.struct(tag);
    this.#body.add(element);
    return element;
  }

  addItem(list: Element, drawLabel: Draw, drawValue: Draw): void {
    const parts = [this.#pdf.struct('Lbl', {}, drawLabel), this.#pdf.struct('LBody', {}, drawValue)];
    list.add(this.#pdf.struct('LI', {}, parts));
  }

  addRow(table: Element, isHead: boolean, drawCells: readonly Draw[]): void {
    const cells = drawCells.map((draw) =>
      isHead ? this.#pdf.struct('TH', columnHead, draw) : this.#pdf.struct('TD', {}, draw),
    );
    table.add(this.#pdf.struct('TR', {}, cells));
  }

  decorate(draw: Draw): void {
    this.#pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#pdf.endMarkedContent();
  }

  rule(y: number, color: string): void {
    this.decorate(() => {
      this.#pdf.moveTo(sheet.left, y).lineTo(sheet.right, y).lineWidth(0.5).strokeColor(color).stroke();
    });
  }

  tint(height: number): void {
    this.decorate(() => {
      this.#pdf.roundedRect(sheet.left, this.y, sheet.right - sheet.left, height, 6).fill(colors.tint);
    });
  }

  attach(name: string, text: string, description: string): void {
    const dates = { creationDate: this.#issuedAt, modifiedDate: this.#issuedAt };
    const options = { name, description, type: 'application/json', relationship: 'Source', ...dates };
    this.#pdf.file(Buffer.from(text), options);
  }

  finish(drawFooter: (page: number, pages: number) => void): Promise<Buffer> {
    const { count } = this.#pdf.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      this.#pdf.switchToPage(index);
      drawFooter(index + 1, count);
    }
    this.#pdf.end();
    return buffer(this.#pdf);
  }

  #use(style: StyleName): TextStyle {
    const { font, size } = styles[style];
    this.#pdf.font(font).fontSize(size);
    return styles[style];
  }
}
