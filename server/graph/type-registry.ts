import type { ClassType } from 'type-graphql';

/**
 * Object types by name. Types refer to each other in circles (a debt has plans, a plan has its debt); files must
 * not. So a field of another feature's type names it here, and the class is looked up when the schema is built.
 */
const classes = new Map<string, ClassType>();

/** `@Row` registers rows and their connections; other types that are named from afar register themselves. */
export function registerType(name: string, type: ClassType): void {
  if (classes.has(name)) throw new TypeError(`Two object types are named ${name}.`);
  classes.set(name, type);
}

export function typeNamed(name: string): ClassType {
  const type = classes.get(name);
  if (!type) throw new TypeError(`No object type is named ${name}: is its file imported by the schema?`);
  return type;
}
