import { astFromValue, getNamedType, isAbstractType, isCompositeType, print } from 'graphql';
import type { ArgumentChoice, FieldItem, Selection } from './any-document.ts';

export interface AnyDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a response key already stands for in its parent, and the keys below it. */
class Scope {
  readonly #keys = new Map<string, { readonly signature: readonly unknown[]; readonly below: Scope }>();

  /** The keys below this one; null when it stands for something else, with which it cannot be merged. */
  take(key: string, signature: readonly unknown[]): Scope | null {
    const taken = this.#keys.get(key);
    if (taken) return taken.signature.every((part, at) => part === signature[at]) ? taken.below : null;
    const below = new Scope();
    this.#keys.set(key, { signature, below });
    return below;
  }
}

/** Prints a valid document: gives aliases where response keys would clash, and leaves out what finds no place. */
export class DocumentPrinter {
  readonly #fragments: string[] = [];
  readonly #declarations: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  #aliasesLeft = 25;
  #directivesLeft = 45;

  print(selection: Selection): AnyDocument {
    const body = this.#selection(selection, new Scope());
    const uses = [body, ...this.#fragments].join('\n');
    const declared = [...this.#declarations, ...(uses.includes('$no') ? ['$no: Boolean! = false'] : [])];
    const head = declared.length > 0 ? `query Any(${declared.join(', ')})` : 'query Any';
    return { query: [`${head} ${body}`, ...this.#fragments].join('\n'), variables: this.#variables };
  }

  #selection({ type, items }: Selection, scope: Scope): string {
    const parts = items.map((item) => {
      if (item.kind === 'field') return this.#field(item, scope);
      const body = this.#selection(item.selection, scope);
      const on = item.selection.type.name;
      if (!item.named) return `... on ${on} ${body}`;
      const name = `F${this.#fragments.length}`;
      this.#fragments.push(`fragment ${name} on ${on} ${body}`);
      return `...${name}`;
    });
    const printed = parts.filter((part) => part !== '');
    // Whoever checks the answer has to know which type an interface or union stands for.
    if (isAbstractType(type) || printed.length === 0) printed.unshift('__typename');
    return `{ ${printed.join(' ')} }`;
  }

  #field(item: FieldItem, scope: Scope): string {
    const { field, below } = item;
    const given = item.args.filter(({ value }) => value !== undefined);
    const literal = given.every(({ asVariable }) => !asVariable);
    const values = literal
      ? JSON.stringify(given.map(({ argument, value }) => [argument.name, value]))
      : given;
    const signature = [field.name, String(field.type), values];
    let key = field.name;
    let inside = item.alias ? null : scope.take(key, signature);
    if (!inside) {
      if (this.#aliasesLeft === 0) return '';
      this.#aliasesLeft -= 1;
      key = `a${this.#aliasesLeft}`;
      inside = scope.take(key, signature)!;
    }
    const args = given.length > 0 ? `(${given.map((each) => this.#argument(each)).join(', ')})` : '';
    const directive = this.#directivesLeft > 0 ? item.directive : '';
    if (directive) this.#directivesLeft -= below.length || 1;
    const head = `${key === field.name ? '' : `${key}: `}${field.name}${args} ${directive}`.trimEnd();
    if (!isCompositeType(getNamedType(field.type))) return head;
    return below.map((selection) => `${head} ${this.#selection(selection, inside)}`).join(' ');
  }

  #argument({ argument, value, asVariable }: ArgumentChoice): string {
    if (!asVariable) return `${argument.name}: ${print(astFromValue(value, argument.type)!)}`;
    const name = `v${this.#declarations.length}`;
    this.#declarations.push(`$${name}: ${argument.type}`);
    this.#variables[name] = value;
    return `${argument.name}: $${name}`;
  }
}
